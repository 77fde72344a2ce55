"""What the API says of each kind of record. One shape for list and detail; ``self`` is the address in the API, ``page``
the one for people."""
