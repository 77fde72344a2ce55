"""Tables of records from files: read, mapped to fields, looked at row by row, taken in all or none, and undone."""
