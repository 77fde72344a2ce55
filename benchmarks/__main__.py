"""``python -m benchmarks``: fill a database of its own, serve it, and print how fast each page is."""

import argparse
import os
import platform
import sys
from dataclasses import asdict

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()

from django.conf import settings  # noqa: E402  # Django must be set up before models are imported
from django.db import connection  # noqa: E402  # Django must be set up before models are imported

from benchmarks import beside, database, inside, outside, report, server  # noqa: E402  # Django must be set up before models are imported
from benchmarks.subjects import TRIVIAL, Subject, subjects  # noqa: E402  # Django must be set up before models are imported


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--meetings", type=int, default=100_000, help="how many meetings (default: 100000)")
    parser.add_argument("--seed", type=int, default=1, help="of the invented meetings (default: 1)")
    parser.add_argument("--requests", type=int, default=50, help="timed one after the other (default: 50)")
    parser.add_argument("--seconds", type=float, default=3, help="of requests at once, a page (default: 3)")
    parser.add_argument("--clients", type=int, default=8, help="that ask at once (default: 8)")
    parser.add_argument("--reload", action="store_true", help="fill the database again")
    parser.add_argument("--beside", metavar="COMMIT", help="run those of an earlier commit first, and compare")
    return parser.parse_args(given)


def measure(subject: Subject, port: int, options: argparse.Namespace) -> report.Line:
    print(f"{subject.name}: {subject.url}", file=sys.stderr)
    cookie = database.cookie_of_an_editor() if subject.signed_in else ""
    warm_sql, cold_sql = (inside.selects(subject.url, warm=warm, cookie=cookie) for warm in (True, False))
    warm = outside.one_after_the_other(port, subject.url, options.requests, cookie=cookie)
    cold = outside.one_after_the_other(
        port, subject.url, options.requests, warm_up=3, before_each=database.bump_version, cookie=cookie
    )
    return report.Line(
        name=subject.name,
        url=subject.url,
        size=warm.size,
        queries_warm=len(warm_sql),
        queries_cold=len(cold_sql),
        warm=warm.median,
        warm_p95=warm.p95,
        cold=cold.median,
        cold_p95=cold.p95,
        sql_warm=inside.milliseconds_of(warm_sql, options.requests) if warm_sql else 0,
        sql_cold=inside.milliseconds_of(cold_sql, min(options.requests, 20)) if cold_sql else 0,
        pictures=inside.milliseconds_of_pictures(subject.url, min(options.requests, 20), cookie),
        per_second=outside.at_once(port, subject.url, options.clients, options.seconds, cookie),
    )


def earlier(options: argparse.Namespace) -> tuple[str, list[beside.Then]] | None:
    """Measure the commit of ``--beside``, if one is named; return its hash and its pages."""
    if options.beside is None:
        return None
    commit = beside.commit_of(settings.BASE_DIR, options.beside)
    if settings.DATABASES["default"]["ENGINE"] != "config.embedded":
        raise beside.CannotCompare(
            "An earlier commit is measured on an embedded server, so this one must be too: set DATABASE_URL to nothing."
        )
    return commit, beside.measure(settings.BASE_DIR, commit, settings.DATA_DIR / "beside", options)


def main() -> int:
    options = arguments()
    try:
        then = earlier(options)
    except beside.CannotCompare as error:
        print(error, file=sys.stderr)
        return 2
    try:
        is_new = database.prepare(options.meetings, options.seed, reload=options.reload)
    except database.NotOurs:
        name = settings.DATABASES["default"]["NAME"]
        print(f"There is a database {name} that the benchmarks did not make; it is left alone.", file=sys.stderr)
        return 1
    print(f"{options.meetings} invented meetings, {'loaded now' if is_new else 'kept from an earlier run'}.")
    pages = subjects()
    with server.running() as port:
        trivial = measure(Subject("trivial", TRIVIAL), port, options)
        lines = [measure(page, port, options) for page in pages]
    about = {
        **vars(options),
        "workers": server.WORKERS,
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": connection.cursor().connection.server_version,
    }
    print()
    print(report.table(lines, trivial))
    comparison = beside.compare(*then, [trivial, *lines]) if then else None
    if comparison:
        print(f"\n{beside.table(comparison)}")
    path = settings.DATA_DIR / f"benchmarks-{options.meetings}.json"
    report.keep(path, lines, trivial, about, asdict(comparison) if comparison else None)
    print(f"\nKept in {path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
