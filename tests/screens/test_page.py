from __future__ import annotations

import json
import re

import pytest

from csgraph.errors import CsgraphError
from csgraph.graph.store import Store
from csgraph.screens import page, payload
from csgraph.screens.notebook import Picture, partners_html, store_html
from tests.screens.graphs import report_of, store_of

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"</script><script>alert(1)</script>',
    "<!--<script>",
    "\u202egnikcah\u202c \u2067rtl",
    "line\u2028sep\u2029arated",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "x" * 10_000,
]


def test_the_page_fetches_nothing(seed_html: str) -> None:
    markup = re.sub(r"<script.*?</script>|<style.*?</style>", "", seed_html, flags=re.S)
    assert not re.search(r"\b(src|href|action|srcset|poster|data)\s*=", markup)
    assert "@import" not in seed_html and not re.search(r"url\(\s*['\"]?https?:", seed_html)


def test_the_policy_allows_the_scripts_of_the_page_and_nothing_else(seed_html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', seed_html)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].replace("&#39;", "'").split(";"))
    assert rules["default-src"] == "'none'" and rules["connect-src"] == "'none'"
    assert "unsafe" not in policy[1]
    scripts = re.findall(r"<script>(.*?)</script>", seed_html, flags=re.S)
    styles = re.findall(r"<style>(.*?)</style>", seed_html, flags=re.S)
    again = page.content_security_policy(scripts, styles)
    assert rules["script-src"] in again and rules["style-src"] in again


def test_the_same_store_gives_the_same_page(seed_store: Store, seed_html: str) -> None:
    assert page.write_page(seed_store) == seed_html


def test_the_data_of_a_page_can_be_read_back(seed_store: Store, seed_html: str) -> None:
    data = page.embedded_data(seed_html)
    assert json.loads(json.dumps(page.page_data(seed_store))) == {key: data[key] for key in page.page_data(seed_store)}


def test_large_data_is_packed_and_reads_back_the_same(seed_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = page.embedded_data(page.write_page(seed_store))
    monkeypatch.setattr(page, "PACKED_FROM", 10)
    packed = page.write_page(seed_store)
    assert '"packed"' in packed and page.embedded_data(packed) == plain


def test_a_page_of_something_else_is_refused() -> None:
    with pytest.raises(CsgraphError, match="no page of csgraph"):
        page.embedded_data("<p>hello</p>")


def test_hostile_names_stay_inside_the_data_block() -> None:
    store = store_of(report_of(HOSTILE, text=" ".join(HOSTILE[:5]), title=HOSTILE[1]))
    html = page.write_page(store)
    outside = html[: html.index('id="csgraph-data"')] + html[html.index("</script>", html.index('id="csgraph-data"')) :]
    block = html[html.index('id="csgraph-data"') : html.index("</script>", html.index('id="csgraph-data"'))]
    assert "alert(1)" not in outside
    assert "<" not in block and "\u2028" not in block and "\u2029" not in block


def test_a_store_without_reports_gives_a_page() -> None:
    data = page.embedded_data(page.write_page(store_of()))
    assert data["entries"] == [] and data["net"]["nodes"] == []


def test_pieces_put_together_are_the_data(seed_store: Store) -> None:
    data = page.page_data(seed_store)
    whole: dict[str, object] = {}
    for piece in payload.parts(data, rows=7):
        for key, value in piece.items():
            whole[key] = [*whole[key], *value] if key in whole else value  # type: ignore[misc]
    assert whole == {key: value for key, value in data.items() if key in whole} and all(not data[key] for key in data.keys() - whole.keys())


def test_spans_of_the_page_cut_out_the_words(seed_store: Store) -> None:
    data = page.page_data(seed_store)
    words = [entry["t"][begin:end] for entry in data["entries"] for begin, end, *_ in entry.get("m", ())]
    assert "Verdensnaturfonden" in words and all(word == word.strip() and word for word in words)


def test_the_page_opens_on_what_was_asked_for(seed_store: Store) -> None:
    html = page.write_page(seed_store, crime="https://w3id.org/csgraph/crime/illicit-trade", partner="organization/oecd", language="da")
    assert page.embedded_data(html)["start"] == {"crime": "illicit-trade", "sel": "organization/oecd", "lang": "da"}
    assert '<html lang="da">' in html


def test_nodes_keep_their_places_when_a_report_is_added() -> None:
    first, second = report_of(["Alpha", "Beta", "Gamma"]), report_of(["Beta", "Delta"], report="r2", year=2021)
    before = page.known_positions(page.write_page(store_of(first)))
    after = page.known_positions(page.write_page(store_of(first, second)))
    assert before.items() <= after.items() and len(after) == len(before) + 1


def test_places_of_an_earlier_page_are_kept_on_request() -> None:
    later, earlier = report_of(["Alpha", "Beta"], report="r2", year=2021), report_of(["Beta", "Delta"], report="r1", year=2019)
    before = page.known_positions(page.write_page(store_of(later)))
    after = page.known_positions(page.write_page(store_of(later, earlier), previous=before))
    assert before.items() <= after.items()


def test_languages_of_the_interface_say_the_same_things() -> None:
    english, danish = page.strings()["en"], page.strings()["da"]
    assert english.keys() == danish.keys()
    fields = re.compile(r"\{\w+\}")
    assert [key for key in english if sorted(fields.findall(english[key])) != sorted(fields.findall(danish[key]))] == []


def test_a_notebook_shows_names_as_text(seed_store: Store) -> None:
    from csgraph.answers.partners import partners

    store = store_of(report_of(HOSTILE[:2], title=HOSTILE[0]))
    assert "<img" not in store_html(store) and "&lt;img" in store_html(store)
    assert "<script" not in partners_html(partners(store, "corruption"))
    assert "World Free Zones Organization" in partners_html(partners(seed_store, "illicit-trade"))
    assert Picture('<p class="a">')._repr_html_().count("<") == 2
