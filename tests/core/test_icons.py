"""Icons are drawn once, and as the package draws them."""

from unittest.mock import patch

from django.template import Context, Template
from lucide.templatetags.lucide import lucide as draw

from core.templatetags import icons

TEMPLATE = '{% load lucide %}{% lucide name size=16 aria_hidden="true" class=kind %}'


def drawn(name: str, kind: str = "mark") -> str:
    return Template(TEMPLATE).render(Context({"name": name, "kind": kind}))


def test_icon_is_as_the_package_draws_it() -> None:
    assert drawn("search") == draw("search", size=16, aria_hidden="true", **{"class": "mark"})
    assert drawn("x") != drawn("search")


def test_icon_with_another_attribute_is_another() -> None:
    assert 'class="a"' in drawn("search", "a")
    assert 'class="b"' in drawn("search", "b")
    assert "<b>" not in drawn("search", '"><b>')


def test_icon_is_drawn_once() -> None:
    icons.drawn.cache_clear()
    with patch.object(icons, "draw", wraps=draw) as drawing:
        assert drawn("search") == drawn("search")
    assert drawing.call_count == 1
