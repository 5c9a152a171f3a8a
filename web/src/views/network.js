// The network: who did what with whom. Draws with vis-network, or with sigma.js where there is too much for it.
import { h, name, replace } from "../dom.js";
import { around, path as shortest, visible } from "../filter.js";
import { collate, count, label, short, t, term } from "../i18n.js";
import { get, href, list, set } from "../state.js";
import { cellKey, gradeBadge, linkKey, selected, thingLink } from "../details.js";
import { kindLook, nodeColour, nodeText, nodeTitle, savePng, saveSvg, sceneSvg, sign } from "../picture.js";
import { table } from "../table.js";
import { VisDrawing } from "./draw-vis.js";
import { SigmaDrawing } from "./draw-sigma.js";

/** The network with the layers that are switched on: nodes of `net`, then those of the layers. */
export function wholeNet(model) {
  const on = new Set(list("layers"));
  if (!model.layers || !on.size) return { ...model.net, base: model.net.nodes.length };
  return {
    nodes: [...model.net.nodes, ...model.layers.nodes],
    x: [...model.net.x, ...model.layers.x],
    y: [...model.net.y, ...model.layers.y],
    groups: [...model.net.groups, ...model.layers.nodes.map(() => 0)],
    links: [...model.net.links, ...model.layers.links.filter((link) => on.has(link[2]))],
    base: model.net.nodes.length,
  };
}

/** Which places and links of `net` are shown, and what stands out in them. */
export function scene(model, net) {
  const state = get();
  const seen = visible(model, state);
  const links = new Set(seen.links);
  net.links.forEach(([a, , kind, , events], number) => {
    if ((kind === "crime" || kind === "place") && seen.things.has(net.nodes[a]) && events.some((event) => seen.events.has(event)) && layerFits(seen, net, number)) links.add(number);
  });
  let places = new Set();
  net.nodes.forEach((node, place) => {
    if (node < 0 ? seen.events.has(-1 - node) : place < net.base && seen.things.has(node)) places.add(place);
  });
  for (const number of links) net.links[number].slice(0, 2).forEach((place) => places.add(place));
  const starts = list("focus").map((key) => net.nodes.indexOf(model.byKey.get(key) ?? NaN)).filter((place) => place >= 0);
  if (starts.length) {
    const near = around({ net }, starts, Number(state.depth) || 1, links);
    places = new Set([...places].filter((place) => near.has(place)));
  }
  for (const number of links) if (!net.links[number].slice(0, 2).every((place) => places.has(place))) links.delete(number);
  return { places, links, ...standsOut(model, net, links), starts };
}

function layerFits(seen, net, number) {
  const [, b, kind] = net.links[number];
  return kind !== "crime" || !seen.crimes || seen.crimes.has(net.nodes[b]);
}

function standsOut(model, net, links) {
  const state = get();
  const strong = new Set();
  const lit = new Set();
  const ends = state.path.split("~").map((key) => net.nodes.indexOf(model.byKey.get(key) ?? NaN));
  if (ends.length === 2 && ends.every((place) => place >= 0)) {
    const found = shortest({ net }, ...ends, links);
    if (found) {
      found[0].forEach((place) => strong.add(place));
      found[1].forEach((link) => lit.add(link));
    }
    return { strong, lit };
  }
  const { kind, values } = selected(model, state.sel);
  const placeOf = (thing) => net.nodes.indexOf(thing);
  if (kind === "thing" && placeOf(values[0]) >= 0) {
    strong.add(placeOf(values[0]));
    for (const link of links) if (net.links[link].slice(0, 2).includes(placeOf(values[0]))) lit.add(link);
  } else if (kind === "thing") {
    for (const event of model.eventsOf.get(values[0]) ?? []) model.events[event].who.forEach((who) => strong.add(placeOf(who)));
  } else if (kind === "link") {
    values.forEach((thing) => strong.add(placeOf(thing)));
    for (const link of links) if (net.links[link].slice(0, 2).every((place) => strong.has(place))) lit.add(link);
  } else if (kind === "cell") {
    strong.add(placeOf(values[0]));
  } else if (kind === "event" || kind === "entry") {
    const events = kind === "event" ? [values[0]] : (model.eventsIn.get(values[0]) ?? []);
    for (const event of events) {
      model.events[event].who.forEach((who) => strong.add(placeOf(who)));
      for (const link of links) if (net.links[link][4].includes(event)) lit.add(link);
    }
  }
  strong.delete(-1);
  return { strong, lit };
}

function pick(model, net, place) {
  const node = net.nodes[place];
  const { path } = get();
  if (node >= 0 && path.endsWith("~")) return set({ path: `${path}${model.key(node)}`, sel: "" });
  set({ sel: node < 0 ? `event:${model.events[-1 - node].i}` : model.key(node), path: "" });
}

function pickLink(model, net, number) {
  const [a, b, kind, , events] = net.links[number];
  const [x, y] = [net.nodes[a], net.nodes[b]];
  if (x < 0 || y < 0) return set({ sel: `event:${model.events[x < 0 ? -1 - x : -1 - y].i}`, path: "" });
  if (kind === "crime") return set({ sel: cellKey(model, x, y), path: "" });
  if (kind === "place") return set({ sel: `event:${model.events[events[0]].i}`, path: "" });
  set({ sel: linkKey(model, x, y), path: "" });
}

/** Double click: show what is around this node, together with what is shown around others. */
function expand(model, net, place) {
  const node = net.nodes[place];
  if (node < 0) return;
  const keys = new Set(list("focus"));
  keys.add(model.key(node));
  set({ focus: [...keys].join(","), sel: model.key(node), path: "" });
}

/** A large network shows its communities unless asked for something else. */
const colouring = (model) => get().colour || (model.vis.nodes.length ? "kind" : "group");

const FILE = "csgraph-network";

export function networkView(model) {
  const canvas = h("div", { class: "canvas" });
  const said = h("p", { class: "hidden", "aria-live": "polite" });
  const bar = h("div", { class: "bar" });
  const printed = h("div", { class: "printed", "aria-hidden": "true" });
  const empty = h("p", { class: "nothing", hidden: true });
  const element = h("div", { class: "network" }, bar, h("div", { class: "stage" }, canvas, printed, empty, legend(model),
    h("div", { class: "overlay" }, button("zoom.in", () => drawing.zoom(1.3), "+"), button("zoom.out", () => drawing.zoom(1 / 1.3), "−"), button("zoom.fit", () => drawing.fit(), "⤢"),
      button("save.svg", () => saveSvg(picture(), FILE), "SVG"), button("save.png", () => savePng(picture(), FILE), "PNG"))), said);
  let drawing = null;
  let net = null;
  let layers = null;

  const picture = () => sceneSvg(drawing.scene(scene(model, net)), t("network"));
  const actions = {
    node: (place) => pick(model, net, place),
    link: (number) => pickLink(model, net, number),
    nothing: () => get().sel && set({ sel: "" }),
    expand: (place) => expand(model, net, place),
  };

  function draw() {
    net = wholeNet(model);
    drawing?.destroy();
    const Drawing = globalThis.csgraphSigma && (!globalThis.vis || net.nodes.length > 900) ? SigmaDrawing : VisDrawing;
    drawing = new Drawing(model, net, canvas, actions);
    layers = get().layers;
  }

  function update({ fit = false } = {}) {
    if (!drawing || layers !== get().layers) draw();
    const now = scene(model, net);
    const focusChanged = element.dataset.focus !== `${get().focus} ${get().depth}`;
    element.dataset.focus = `${get().focus} ${get().depth}`;
    try {
      drawing.show(now, { fit: fit || focusChanged, colour: colouring(model) });
    } catch (fault) {
      if (!(drawing instanceof SigmaDrawing)) throw fault;
      drawing = new NoDrawing(canvas); // a browser without WebGL: the table still says everything
    }
    empty.hidden = now.places.size > 0;
    empty.textContent = t("nothing");
    replace(bar, ...controls(model, net, now));
  }

  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", t("network.aria"));
  canvas.addEventListener("keydown", (press) => keys(press, model, () => ({ net, drawing, now: scene(model, net) }), said));
  return {
    element,
    update,
    retheme: () => (drawing?.destroy(), (drawing = null), update({ fit: true })),
    twin: () => twin(model),
    print: (on = true) => printed.replaceChildren(...(on && drawing ? [picture()] : [])),
    drawing: () => drawing,
    destroy: () => drawing?.destroy(),
  };
}

class NoDrawing {
  constructor(canvas) {
    canvas.replaceChildren(h("p", { class: "nothing" }, t("network.none"), " ", h("a", { href: href({ table: "1" }) }, t("asTable"))));
  }
  show() {}
  fit() {}
  zoom() {}
  point() {}
  destroy() {}
  scene() {
    return { size: 13, nodes: [], links: [] };
  }
}

let current = -1;

/** Arrow keys go to the next node that way, Enter opens it, F shows its surroundings, + and − zoom. */
function keys(press, model, now, said) {
  const { net, drawing, now: { places } } = now();
  const at = places.has(current) ? current : [...places].sort((a, b) => net.x[a] ** 2 + net.y[a] ** 2 - net.x[b] ** 2 - net.y[b] ** 2)[0];
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  if (press.ctrlKey || press.metaKey || press.altKey || at === undefined) return;
  if (ways[press.key]) {
    const [dx, dy] = ways[press.key];
    let best = null;
    for (const place of places) {
      const [x, y] = [net.x[place] - net.x[at], net.y[place] - net.y[at]];
      const along = x * dx + y * dy;
      if (place !== at && along > 0) {
        const cost = along + 2.5 * Math.abs(x * dy + y * dx);
        if (best === null || cost < best[0]) best = [cost, place];
      }
    }
    current = places.has(current) ? (best ? best[1] : at) : at;
    drawing.point(current);
    said.textContent = nodeTitle(model, net.nodes[current]).replace("\n", ", ");
  } else if (press.key === "Enter" || press.key === " ") pick(model, net, at);
  else if (press.key === "f" || press.key === "F") expand(model, net, at);
  else if (press.key === "+" || press.key === "=") drawing.zoom(1.25);
  else if (press.key === "-") drawing.zoom(0.8);
  else if (press.key === "0") drawing.fit();
  else return;
  press.preventDefault();
}

const button = (key, act, text) => h("button", { title: t(key), "aria-label": t(key), onclick: act }, text);

function controls(model, net, now) {
  const state = get();
  const focus = list("focus").map((key) => model.byKey.get(key)).filter((thing) => thing !== undefined);
  const choosing = state.path.endsWith("~") ? model.byKey.get(state.path.slice(0, -1)) : undefined;
  return [
    focus.length
      ? h("div", { class: "crumb" }, h("a", { class: "button", href: href({ focus: "", depth: "1" }) }, `← ${t("network.all")}`), h("span", {}, t("around"), " ", ...focus.flatMap((thing, i) => [i ? ", " : "", name(short(thing, 30))])),
          h("label", {}, t("depth"), " ", h("select", { onchange: (change) => set({ depth: change.target.value }) }, ...["1", "2", "3"].map((depth) => h("option", { value: depth, selected: depth === state.depth }, depth)))))
      : null,
    choosing !== undefined ? h("div", { class: "crumb", role: "status" }, t("path.choose", { name: label(choosing) }), " ", pathChoice(model, state), h("button", { onclick: () => set({ path: "" }) }, t("cancel"))) : null,
    h("span", { class: "status" }, t("network.shown", { nodes: [...now.places].filter((place) => net.nodes[place] >= 0).length, links: now.links.size })),
    h("span", { class: "spring" }),
    h("label", {}, t("colour"), " ", h("select", { onchange: (change) => set({ colour: change.target.value }) }, ...["kind", "group", "region"].map((by) => h("option", { value: by, selected: by === colouring(model) }, t(`colour.${by}`))))),
    model.layers ? h("fieldset", { class: "inline" }, h("legend", {}, t("layers")), ...["crime", "place"].map((layer) => h("label", {}, h("input", { type: "checkbox", checked: list("layers").includes(layer), onchange: (change) => set({ layers: ["crime", "place"].filter((one) => (one === layer ? change.target.checked : list("layers").includes(one))).join(",") }) }), " ", t(`layer.${layer}`)))) : null,
  ];
}

/** The other end of a path, for those who do not point. */
function pathChoice(model, state) {
  const open = [...visible(model, state).things].sort((a, b) => collate(label(a), label(b))).slice(0, 500);
  return h("select", { "aria-label": t("path.to"), onchange: (change) => change.target.value && set({ path: `${state.path}${change.target.value}`, sel: "" }) }, h("option", { value: "" }, t("path.to")), ...open.map((thing) => h("option", { value: model.key(thing) }, label(thing))));
}

function legend(model) {
  const kinds = [...new Set(model.net.nodes.filter((node) => node >= 0).map((node) => model.kindOf(node)))].sort((a, b) => collate(term(a), term(b)));
  return h("details", { class: "legend" },
    h("summary", {}, t("legend")),
    h("ul", {}, ...kinds.map((kind) => h("li", {}, sign(kindLook(model, kind)), " ", term(kind))), h("li", {}, sign({ shape: "dot", colour: "#6b7280" }), " ", t("legend.hub")), ...(model.layers ? ["crime", "place"] : []).map((layer) => h("li", {}, sign(model.kinds[layer]), " ", t(`layer.${layer}`)))),
    h("p", {}, t("legend.size")), h("p", {}, t("legend.line")), h("p", {}, t("legend.dashed")));
}

function twin(model) {
  const { things, events, links, cells } = visible(model, get());
  const best = new Map();
  for (const { who, grade } of cells) if (!best.has(who) || grade < best.get(who)) best.set(who, grade);
  const eventsOf = (thing) => (model.eventsOf.get(thing) ?? []).filter((event) => events.has(event) && model.events[event].who.includes(thing));
  const organizations = [...things].map((thing) => ({ thing, events: eventsOf(thing) }));
  const crimes = (row) => [...new Set(row.events.flatMap((event) => model.events[event].c ?? []))].map((crime) => label(crime)).sort(collate);
  const nameOf = (node) => (node < 0 ? `${term(model.events[-1 - node].t)} ${model.events[-1 - node].d ?? ""}` : label(node));
  const rows = [...links].map((link) => model.net.links[link]);
  const opens = ([a, b]) => {
    const [x, y] = [model.net.nodes[a], model.net.nodes[b]];
    return href({ sel: x < 0 || y < 0 ? `event:${model.events[-1 - Math.min(x, y)].i}` : linkKey(model, x, y), path: "" });
  };
  return h("div", {},
    table(t("table.organizations"), "organizations", [
      { title: t("name"), value: (row) => label(row.thing), cell: (row) => thingLink(model, row.thing) },
      { title: t("kind"), value: (row) => term(model.kindOf(row.thing)) },
      { title: t("events"), value: (row) => row.events.length },
      { title: t("grade"), value: (row) => best.get(row.thing) ?? "", cell: (row) => (best.has(row.thing) ? gradeBadge(best.get(row.thing)) : "") },
      { title: t("crimes"), value: (row) => crimes(row).join("; ") },
    ], organizations.sort((a, b) => b.events.length - a.events.length || collate(label(a.thing), label(b.thing)))),
    table(t("table.links"), "links", [
      { title: t("from"), value: ([a]) => nameOf(model.net.nodes[a]), cell: (row) => h("a", { href: opens(row) }, name(nameOf(model.net.nodes[row[0]]))) },
      { title: t("to"), value: ([, b]) => nameOf(model.net.nodes[b]) },
      { title: t("link.kind"), value: ([, , kind, role]) => (role ? term(role) : t(`link.${kind}`)) },
      { title: t("events"), value: ([, , , , based]) => based.filter((event) => events.has(event)).length },
    ], rows));
}
