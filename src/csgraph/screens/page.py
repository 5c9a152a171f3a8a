"""The explorer as one HTML file that asks the network for nothing."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from csgraph import resources
from csgraph.errors import CsgraphError
from csgraph.graph import mint, vocab
from csgraph.screens import gather, network, payload
from csgraph.screens.layout import Point
from csgraph.screens.payload import Data

PACKED_FROM: Final = 400_000
"""Data of more characters than this stands in the page compressed."""

_ASSETS: Final = ("screens", "assets")
_ESCAPES: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write_page(
    store: gather.Queryable,
    *,
    crime: str | None = None,
    partner: str | None = None,
    region: str | None = None,
    language: str = "en",
    base: str = mint.BASE,
    previous: Mapping[str, Point] | None = None,
) -> str:
    """Return the explorer of `store` as HTML text.

    `crime`, `partner` and `region` (IRIs, or ids such as ``illicit-trade`` and ``organization/oecd``) say what the page
    opens on; whoever reads it may widen the view. `previous` are places to keep, such as `known_positions` reads from an earlier page.
    """
    start = {"crime": _crime_key(crime, base), "sel": _key(partner, base), "region": _key(region, base), "lang": language}
    data = page_data(store, base=base, previous=previous)
    return html({**data, "start": {key: value for key, value in start.items() if value}}, language=language)


def page_data(store: gather.Queryable, *, base: str = mint.BASE, previous: Mapping[str, Point] | None = None) -> Data:
    """Return everything that the page shows; `payload.parts` cuts it into pieces for a server."""
    data = payload.page_data(gather.facts(store), base=base)
    net = network.network(data, previous=previous)
    data["net"] = net
    if is_small(data):
        data["layers"] = network.layers(data, net)
    return data


def served_parts(data: Data, *, rows: int = 2000) -> Iterator[Data]:
    """Yield `data` in the pieces that a served page asks for one after another.

    A server sends each as JSON with the address of the next one in ``next``; the page itself is
    ``html({"source": address of the first}, connect="'self'")``.
    """
    drawn = _drawing(data)
    nodes, edges, *_, options = drawn.get_network_data()
    yield from payload.parts({**data, "vis": _vis(nodes, edges, options)}, rows=rows)


def is_small(data: Data) -> bool:
    """Say whether vis-network draws the network of `data` well."""
    return len(data["net"]["nodes"]) <= network.DRAWN_UP_TO


def html(data: Data, *, language: str = "en", connect: str = "'none'") -> str:
    """Return the page for `data`; where a server sends the data, `data` holds ``source``, the address of its first piece."""
    scripts = [_script(name) for name in (*_renderers(data), "explorer")]
    css = asset("explorer.css")
    drawn = _drawing(data)
    drawn.set_template_dir(str(resources.package_path(*_ASSETS)), "explorer.html")
    drawn.templateEnv.autoescape = True
    drawn.templateEnv.globals.update(
        language=language,
        title=interface(language)["title"],
        noscript=interface(language)["noscript"],
        policy=content_security_policy(scripts, [css], connect=connect),
        css=css,
        scripts=scripts,
        block=lambda nodes, edges, options: _block({**_furniture(), "vis": _vis(nodes, edges, options), **data}),
    )
    text: str = drawn.generate_html()
    return text


def content_security_policy(scripts: Sequence[str], styles: Sequence[str], *, connect: str = "'none'") -> str:
    """Return a policy under which only these scripts run and only `connect` is asked for anything.

    Styles that the drawing libraries set on elements from script are not what ``style-src`` governs.
    """
    return "; ".join((
        "default-src 'none'",
        "script-src " + " ".join(_digest(script) for script in scripts),
        "style-src " + " ".join(_digest(style) for style in styles),
        "img-src data: blob:",
        f"connect-src {connect}",
        "base-uri 'none'",
        "form-action 'none'",
    ))  # fmt: skip


def known_positions(html_text: str) -> dict[str, Point]:
    """Return where the nodes of an earlier page stand, so that the next one can leave them there."""
    data = embedded_data(html_text)
    if "net" not in data:
        return {}
    net = data["net"]
    names = [network.node_name(data, node) for node in net["nodes"]]
    return {name: (float(x), float(y)) for name, x, y in zip(names, net["x"], net["y"], strict=True)}


def embedded_data(html_text: str) -> Data:
    """Return the data that a page carries."""
    opening = html_text.find('id="csgraph-data"')
    if opening < 0:
        raise CsgraphError("This is no page of csgraph: it has no data block. Give a file that `csgraph show` wrote.")
    begin = html_text.index(">", opening) + 1
    block = html_text[begin : html_text.index("</script>", begin)].strip()
    data: Data = json.loads(block)
    if "packed" in data:
        data = json.loads(gzip.decompress(b64decode(data["packed"])))
    return data


@cache
def asset(*parts: str) -> str:
    """Return the text of a file of the page."""
    return resources.package_path(*_ASSETS, *parts).read_text(encoding="utf-8")


@cache
def strings() -> dict[str, dict[str, Any]]:
    """Return the words of the interface, language by language: one file each."""
    folder = resources.package_path(*_ASSETS, "strings")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def interface(language: str) -> dict[str, Any]:
    """Return the words of one language, English where there is no file for it."""
    return strings().get(language) or strings()["en"]


@cache
def _script(name: str) -> str:
    """Return a built script, safe to stand inside a script element.

    vis-network has a second source: the copy that pyvis brings along.
    """
    path = resources.package_path(*_ASSETS, "dist", f"{name}.js")
    if not path.is_file() and name == "vis-network":
        import pyvis

        path = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    if not path.is_file():
        raise CsgraphError(f"{path}: the page's script was not built. Run `python hatch_build.py`, or install csgraph from a wheel.")
    return path.read_text(encoding="utf-8").strip().replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _renderers(data: Data) -> tuple[str, ...]:
    """A page with its data carries what draws it; a served one does not know yet how much will come."""
    if "net" not in data:
        return "vis-network", "sigma"
    return ("vis-network",) if is_small(data) else ("sigma",)


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _drawing(data: Data) -> Any:
    if "net" in data and is_small(data):
        return network.drawing(data, data["net"])
    return network.drawing({"things": [], "events": []}, {"nodes": [], "links": [], "x": [], "y": []})


def _furniture() -> Data:
    """What a page holds whatever its data: the words of the interface and the look of nodes."""
    return {"kinds": network.KINDS, "strings": strings()}


def _vis(nodes: list[Data], edges: list[Data], options: str) -> Data:
    """What pyvis would have written into its own page."""
    kept_node, kept_edge = ("id", "x", "y", "shape", "size"), ("id", "from", "to", "width", "dashes")
    return {
        "nodes": [{key: node[key] for key in kept_node} for node in nodes],
        "edges": [{key: edge[key] for key in kept_edge} for edge in edges],
        "options": json.loads(options),
    }


def _block(data: Data) -> str:
    """JSON that may stand in a script element: no ``<``, and none of the line ends that only JavaScript knows."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if len(text) > PACKED_FROM:
        text = json.dumps({"packed": b64encode(gzip.compress(text.encode("utf-8", "surrogatepass"), 9, mtime=0)).decode()})
    return text.encode("utf-8", "replace").decode().translate(_ESCAPES)


def _key(name: str | None, base: str) -> str:
    return (name or "").removeprefix(base)


def _crime_key(name: str | None, base: str) -> str:
    return _key(name, base).removeprefix(vocab.CRIME).removeprefix("crime/")
