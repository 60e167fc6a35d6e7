"""docmine turns a folder of messy reports into reconciled tables of who did what to whom, where and when."""

__version__ = "0.1.0"
