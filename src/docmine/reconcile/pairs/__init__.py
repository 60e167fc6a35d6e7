"""Links two tables of events: block in SQL, compare in columns, judge pairs alone and among their rivals, explain."""
