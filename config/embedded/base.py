"""Django's PostgreSQL backend, with the server started at the first connection and the database made if absent.

``check``, ``collectstatic`` and the like connect to nothing, so they start nothing.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from config.embedded import server
from config.embedded.cluster import PORT, Cluster, EmbeddedServerError, binaries


class DatabaseClient(PostgresClient):
    """``manage.py dbshell`` with the psql that comes with the server, so that nobody need install one."""

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.ensure_connection()
        self.connection.close()
        type(self).executable_name = str(binaries() / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server under ``DATABASES[…]["DATA_DIR"]``."""

    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        self.cluster = Cluster(Path(settings_dict["DATA_DIR"]).resolve(), settings_dict.get("DURABLE", True))
        # Known before the server runs, so that dbshell and the test runner read it from where they always do.
        settings_dict["HOST"] = str(self.cluster.socket_dir)
        settings_dict["PORT"] = str(PORT)
        super().__init__(settings_dict, alias)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect. The server is asked after first: it may have been killed since the last connection."""
        try:
            server.use(self.cluster)
        except EmbeddedServerError as error:
            raise self.Database.OperationalError(str(error)) from error
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError as error:
            if f'database "{conn_params["dbname"]}" does not exist' not in str(error):
                raise
        self._create_database(conn_params)
        return super().get_new_connection(conn_params)

    def _create_database(self, conn_params: dict[str, Any]) -> None:
        name = conn_params["dbname"]
        connection = self.Database.connect(**{**conn_params, "dbname": "postgres"})
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {self.ops.quote_name(name)} TEMPLATE template0 ENCODING 'UTF8'")
        except (self.Database.errors.DuplicateDatabase, self.Database.errors.UniqueViolation):
            pass  # Two processes came first at once.
        finally:
            connection.close()
