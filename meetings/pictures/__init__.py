"""Pictures of the record, drawn on the server: each takes counts and gives what its template draws."""
