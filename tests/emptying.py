"""The database as the migrations left it: put back after each test with real transactions.

Django's own way, ``flush``, empties every table by TRUNCATE, which makes a new file for each of them and each of their
indexes, and then makes all content types, permissions and roles anew: three quarters of the time of such tests.
"""

from django.db import connection, transaction

REMEMBER = """
DO $$
DECLARE
    name text;
    is_filled boolean;
BEGIN
    DROP SCHEMA IF EXISTS as_migrated CASCADE;
    CREATE SCHEMA as_migrated;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%1$I)', name) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('CREATE TABLE as_migrated.%1$I AS TABLE public.%1$I', name);
        END IF;
    END LOOP;
END $$
"""
# As a replica applies changes: no trigger, no foreign key. A row is compared by all of its columns.
PUT_BACK = """
DO $$
DECLARE
    name text;
    columns text;
    differs boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        IF to_regclass(format('as_migrated.%1$I', name)) IS NULL THEN
            EXECUTE format('DELETE FROM public.%1$I', name);
            CONTINUE;
        END IF;
        EXECUTE format(
            'SELECT EXISTS ((SELECT r::text FROM public.%1$I r EXCEPT ALL SELECT r::text FROM as_migrated.%1$I r)
                UNION ALL (SELECT r::text FROM as_migrated.%1$I r EXCEPT ALL SELECT r::text FROM public.%1$I r))', name
        ) INTO differs;
        IF differs THEN
            SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
            WHERE attrelid = format('public.%1$I', name)::regclass AND attnum > 0
                AND NOT attisdropped AND attgenerated = '';
            EXECUTE format('DELETE FROM public.%1$I', name);
            EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM as_migrated.%1$I', name, columns);
        END IF;
    END LOOP;
END $$
"""


def remember_as_migrated() -> None:
    """Keep a copy of every table that the migrations filled, in a schema of its own."""
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER)


def put_back() -> None:
    """Take away what a test wrote, and give back what it took. Sequences go on, as they do after ``flush``."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PUT_BACK)
