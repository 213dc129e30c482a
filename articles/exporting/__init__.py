"""From the database to files, one file a format."""
