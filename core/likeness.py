"""Columns by which two rows are found to be the same thing, written differently.

The database computes them (so that bulk writes and raw SQL are covered, and a join can use an index) with functions
of the migration ``core 0003_likeness``:

- ``entente_plain(text)``: small letters, no accents, no punctuation, single spaces. Near to ``core.text.normalise``,
  but of what PostgreSQL can do by itself: it tells likeness, it is never shown and never searched.
- ``entente_address(text)``: a web address without what does not change the document: scheme, ``www.``, the case of the
  host, the usual ports, a slash at the end, tracking parameters, the order of the others, the fragment.
- ``entente_pair(country, organization, country, organization)``: two parties, in either order.
"""

from django.db.models import F, Func, GeneratedField, TextField


def plain(field: str) -> GeneratedField:
    """Return the generated column of the plain words of ``field``; empty where it has none."""
    return _generated(Func(F(field), function="entente_plain", output_field=TextField()))


def plain_address(field: str) -> GeneratedField:
    """Return the generated column of the address in ``field`` without what does not matter; empty where it has none."""
    return _generated(Func(F(field), function="entente_address", output_field=TextField()))


def pair(*parties: str) -> GeneratedField:
    """Return the generated column that names two parties, in either order: "ES MA", "12 MA".

    ``parties`` are four columns, country and organization of each, of which exactly one is filled.
    """
    return _generated(Func(*(F(name) for name in parties), function="entente_pair", output_field=TextField()))


def _generated(expression: Func) -> GeneratedField:
    return GeneratedField(expression=expression, output_field=TextField(), db_persist=True, editable=False)
