"""Events: triggers, roles, circumstances, casualties, status and claims, read from a parsed document."""
