"""What the addresses of these pages may say."""

from django import forms

from desk.history.steps import MOST


class Place(forms.Form):
    """A place in a list: from ``older`` on into the past, or what is newer than ``newer``."""

    older = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    newer = forms.IntegerField(min_value=1, max_value=MOST, required=False)


class Pair(forms.Form):
    """Two versions to compare."""

    before = forms.IntegerField(min_value=1, max_value=MOST)
    after = forms.IntegerField(min_value=1, max_value=MOST)
