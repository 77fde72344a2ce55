"""Three versions of one form: as it was opened, as it was typed, as it is stored now.

What only one of the two changed is that one's; what both changed is for the editor to choose. The rows of inlines are
compared one by one, by their keys: changed, added and deleted ones.
"""

from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.sides.choices import MINE, MOST_ROWS, NEW, THEIRS, Choice
from core.sides.values import Snapshot, Values, initial_values, names_of_row, own_names, posted_values, words_of


class Comparison:
    """``data`` is what was typed, with what only the other one changed put into it; ``choices`` says where they differ.

    ``form`` and ``formsets`` are unbound and hold what is stored; ``base`` is what the editor had opened; ``unsettled``
    names fields that were in conflict before and still are.
    """

    def __init__(
        self, form: Any, formsets: list[Any], data: QueryDict, base: Snapshot, unsettled: frozenset[str] = frozenset()
    ) -> None:
        self.base, self.typed, self.data, self.unsettled = base, data, data.copy(), unsettled
        self.choices: list[Choice] = []
        names = own_names(form)
        stored, mine = initial_values(form, names), posted_values(form, names, data)
        for name in names:
            label = str(form[name].label)
            self.field(form.fields[name], name, label, base.fields.get(name), mine[name], stored[name])
        for formset in formsets:
            if f"{formset.prefix}-TOTAL_FORMS" in data:
                Rows(self, formset).compare()

    def field(
        self, field: Any, html_name: str, label: str, before: list[str] | None, mine: list[str], theirs: list[str]
    ) -> None:
        forced = html_name in self.unsettled
        if mine == theirs or (before == theirs and not forced):
            return
        filled = THEIRS if before == mine and not forced else MINE
        self.choices.append(
            Choice(
                label,
                words_of(field, before) if before is not None else "",
                words_of(field, mine),
                words_of(field, theirs),
                {html_name: mine},
                {html_name: theirs},
                filled,
                is_conflict=filled == MINE,
                taken=THEIRS if filled == THEIRS else "",
            )
        )
        if filled == THEIRS:
            self.data.setlist(html_name, theirs)


class Rows:
    """The rows of one inline: written anew into the data, first those that are stored, then those that are not."""

    def __init__(self, comparison: Comparison, formset: Any) -> None:
        self.whole, self.formset, self.prefix = comparison, formset, formset.prefix
        self.sample = formset.empty_form
        self.names = names_of_row(formset, self.sample)
        self.key_name = formset.model._meta.pk.name
        self.before = comparison.base.rows.get(formset.prefix, {})
        self.number = 0

    def compare(self) -> None:
        posted, new = self._posted()
        data = self.whole.data
        for name in [
            name for name in data if name.startswith(f"{self.prefix}-") and name[len(self.prefix) + 1].isdigit()
        ]:
            del data[name]
        for row in self.formset.initial_forms:
            self._stored(row, posted.pop(str(row.instance.pk), None))
        data[f"{self.prefix}-INITIAL_FORMS"] = str(self.number)
        for key, (old, values, is_deleted) in posted.items():
            if not is_deleted:
                self._gone(key, old, values)
        for old, _values in new:
            self._copy(old)
        data[f"{self.prefix}-TOTAL_FORMS"] = str(self.number)

    def _posted(self) -> tuple[dict[str, tuple[str, Values, bool]], list[tuple[str, Values]]]:
        """Return the posted rows that say their key, and those that are new: the prefix of each, and its values."""
        data, new = self.whole.typed, []
        kept: dict[str, tuple[str, Values, bool]] = {}
        total = data.get(f"{self.prefix}-TOTAL_FORMS", "")
        for number in range(min(int(total[:6]), MOST_ROWS) if total.isascii() and total.isdigit() else 0):
            old = f"{self.prefix}-{number}-"
            values = posted_values(self.sample, self.names, data, old)
            if key := data.get(old + self.key_name, ""):
                kept[key] = old, values, bool(data.get(f"{old}DELETE"))
            else:
                new.append((old, values))
        return kept, new

    def _stored(self, row: Any, posted: tuple[str, Values, bool] | None) -> None:
        key, stored = str(row.instance.pk), initial_values(row, self.names)
        before, label = self.before.get(key), self._label()
        here = self._write({**stored, self.key_name: [key], self.formset.fk.name: [str(self.formset.instance.pk)]})
        removed: Values = {f"{here}DELETE": ["on"]}
        kept: Values = {f"{here}DELETE": []}
        if posted is None:
            if before is None:
                self._whole(
                    label, _("not there"), _("leave it out"), _("added: %s") % self._words(stored), removed, kept
                )
            return
        old, values, is_deleted = posted
        if is_deleted:
            self.whole.data.setlist(f"{here}DELETE", ["on"])
            if before != stored:
                words = self._words(before) if before else ""
                mine = _("deleted")
                self._whole(label, words, mine, self._words(stored), removed, kept, is_conflict=True)
            return
        for name in self.names:
            self.whole.data.setlist(f"{here}{name}", self.whole.typed.getlist(f"{old}{name}"))
            field, was = row.fields[name], (before or {}).get(name)
            label_of_cell = f"{label}: {row[name].label}"
            self.whole.field(field, f"{here}{name}", label_of_cell, was, values[name], stored[name])

    def _gone(self, key: str, old: str, values: Values) -> None:
        """A row that somebody else deleted: gone, unless the editor had changed it."""
        before = self.before.get(key)
        label, words = self._label(), self._words(values)
        if before == values:
            anew = {f"{self.prefix}-{NEW}-{name}": texts for name, texts in values.items()}
            self._whole(label, words, _("enter it again: %s") % words, _("deleted"), anew, {})
            return
        here = self._copy(old)
        was = self._words(before) if before else ""
        removed: Values = {f"{here}DELETE": ["on"]}
        kept: Values = {f"{here}DELETE": []}
        self._whole(label, was, words, _("deleted"), kept, removed, is_conflict=True)

    def _whole(
        self, label: str, before: str, mine: str, theirs: str, mine_data: Values, their_data: Values, *,
        is_conflict: bool = False,
    ) -> None:  # fmt: skip
        filled = MINE if is_conflict else THEIRS
        choice = Choice(label, before, mine, theirs, mine_data, their_data, filled, is_conflict)
        choice.taken = "" if is_conflict else THEIRS
        self.whole.choices.append(choice)

    def _write(self, values: Values) -> str:
        here = f"{self.prefix}-{self.number}-"
        self.number += 1
        for name, texts in values.items():
            self.whole.data.setlist(f"{here}{name}", texts)
        return here

    def _copy(self, old: str) -> str:
        return self._write({name: self.whole.typed.getlist(f"{old}{name}") for name in self.names})

    def _label(self) -> str:
        return f"{capfirst(str(self.formset.model._meta.verbose_name))} {self.number + 1}"

    def _words(self, values: Values) -> str:
        shown = (words_of(self.sample.fields[name], values.get(name, [])) for name in self.names if values.get(name))
        return " · ".join(shown) or _("nothing")
