// Places and how much happened at them, on a base map that the page carries.
import { world } from "../../generated/world.js";
import { h, s } from "../dom.js";
import { visible } from "../filter.js";
import { count, label, short, t } from "../i18n.js";
import { get, href, set } from "../state.js";
import { placeLabels } from "../picture.js";
import { thingLink } from "../details.js";
import { table } from "../table.js";

/** Natural Earth I (Šavrič et al. 2015), as the base map was projected. */
function project([latitude, longitude]) {
  const [phi, lambda] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  const p2 = phi * phi;
  const p4 = p2 * p2;
  const x = lambda * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)));
  const y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
  return [world.translate[0] + world.scale * x, world.translate[1] - world.scale * y];
}

/** Where a place is, and whether that is only where its country or what else contains it is. */
function located(model, place, seen = new Set()) {
  const { g, i, cc, p } = model.things[place];
  if (g) return { at: g, rough: seen.size > 0 };
  if (cc && i === `place/${cc.toLowerCase()}` && world.middles[cc]) return { at: world.middles[cc], rough: seen.size > 0 };
  seen.add(place);
  for (const container of p ?? []) if (!seen.has(container)) return located(model, container, seen);
  return { at: null, rough: true };
}

/** Places with what was said of them: events held there, entries that name them. */
function rows(model) {
  const { events, narrowed } = visible(model, get());
  const out = [];
  for (const place of model.numbers("place")) {
    const here = (model.eventsOf.get(place) ?? []).filter((event) => events.has(event) && model.events[event].p?.includes(place));
    const named = (model.namedIn.get(place) ?? []).filter((entry) => !narrowed || (model.eventsIn.get(entry) ?? []).some((event) => events.has(event)));
    if (here.length || named.length) out.push({ place, events: here.length, entries: named.length, ...located(model, place) });
  }
  return out;
}

let view = null;

export function mapView(model) {
  const element = h("div", { class: "map" });
  let svg;

  function frame() {
    const wide = Math.max(1, svg.clientWidth || 800);
    svg.setAttribute("viewBox", view.join(" "));
    drawMarkers(model, svg, Math.max(view[2] / wide, view[3] / Math.max(1, svg.clientHeight || 400)));
  }

  function zoom(by, [cx, cy] = [view[0] + view[2] / 2, view[1] + view[3] / 2]) {
    const width = Math.min(world.width, Math.max(30, view[2] / by));
    const ratio = width / view[2];
    view = [cx - (cx - view[0]) * ratio, cy - (cy - view[1]) * ratio, width, view[3] * ratio];
    frame();
  }

  function update() {
    const shown = rows(model);
    view ??= [0, 0, world.width, world.height];
    svg = s("svg", { class: "world", viewBox: view.join(" "), role: "group", "aria-label": t("map"), tabindex: "0" },
      s("path", { class: "sphere", d: world.sphere }), s("path", { class: "land", d: world.land }), s("path", { class: "borders", d: world.borders }), s("g", { class: "markers" }));
    svg.addEventListener("wheel", (turn) => {
      turn.preventDefault();
      zoom(turn.deltaY < 0 ? 1.2 : 1 / 1.2, pointOf(svg, turn));
    }, { passive: false });
    drag(svg, () => frame());
    svg.addEventListener("keydown", (press) => {
      const step = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[press.key];
      if (press.target !== svg) return;
      if (step) view = [view[0] + step[0] * view[2], view[1] + step[1] * view[3], view[2], view[3]];
      else if (press.key === "+") return zoom(1.4);
      else if (press.key === "-") return zoom(1 / 1.4);
      else return;
      press.preventDefault();
      frame();
    });
    const without = shown.filter((row) => !row.at);
    element.replaceChildren(
      h("div", { class: "bar" }, h("span", { class: "status" }, count("places", shown.length)), h("span", { class: "spring" }),
        h("span", { class: "key" }, t("map.key")),
        h("span", { class: "group" }, ...[["zoom.in", "+", () => zoom(1.5)], ["zoom.out", "−", () => zoom(1 / 1.5)], ["zoom.world", "⤢", () => ((view = [0, 0, world.width, world.height]), frame())]].map(([key, text, act]) => h("button", { "aria-label": t(key), title: t(key), onclick: act }, text)))),
      h("div", { class: "stage" }, svg),
      without.length ? h("p", { class: "hint" }, t("map.without"), " ", ...without.flatMap((row, i) => [i ? " · " : "", thingLink(model, row.place)])) : "");
    requestAnimationFrame(frame);
  }

  return { element, update, twin: () => twin(model), destroy() {} };
}

function pointOf(svg, event) {
  const box = svg.getBoundingClientRect();
  return [view[0] + ((event.clientX - box.left) / box.width) * view[2], view[1] + ((event.clientY - box.top) / box.height) * view[3]];
}

function drag(svg, moved) {
  let from = null;
  svg.addEventListener("pointerdown", (press) => (from = [press.clientX, press.clientY, ...view]));
  svg.addEventListener("pointermove", (move) => {
    if (!from || !move.buttons) return;
    const box = svg.getBoundingClientRect();
    view = [from[2] - ((move.clientX - from[0]) / box.width) * view[2], from[3] - ((move.clientY - from[1]) / box.height) * view[3], view[2], view[3]];
    moved();
  });
  for (const end of ["pointerup", "pointerleave"]) svg.addEventListener(end, () => (from = null));
}

/** What the window shows of the map, the margins beside it included. */
function inView(svg, unit) {
  const [wide, high] = [svg.clientWidth * unit, svg.clientHeight * unit];
  const [cx, cy] = [view[0] + view[2] / 2, view[1] + view[3] / 2];
  return [cx - wide / 2, cy - high / 2, cx + wide / 2, cy + high / 2];
}

function drawMarkers(model, svg, unit) {
  const group = svg.querySelector(".markers");
  const state = get();
  const size = 12 * unit;
  const shown = rows(model).filter((row) => row.at).map((row) => {
    const [x, y] = project(row.at);
    return { ...row, x, y, r: (4 + 3 * Math.sqrt(row.events + row.entries * 0.3)) * unit, lines: [short(row.place, 26)], weight: row.events * 10 + row.entries };
  }).sort((a, b) => b.r - a.r);
  const pencil = document.createElement("canvas").getContext("2d");
  pencil.font = `${12}px system-ui, sans-serif`;
  const labels = placeLabels(shown.map((row, place) => ({ ...row, place })), size, (text) => pencil.measureText(text).width * unit, { bounds: inView(svg, unit) });
  group.replaceChildren(
    ...shown.map((row) => s("a", { href: href({ sel: model.key(row.place), path: "" }), class: state.sel === model.key(row.place) ? "place chosen" : `place${row.events ? "" : " named"}${row.rough ? " rough" : ""}`, "aria-label": `${label(row.place)}: ${count("events", row.events)}, ${count("entries", row.entries)}` },
      s("circle", { class: "reach", cx: row.x, cy: row.y, r: Math.max(row.r, 12 * unit) }), s("circle", { cx: row.x, cy: row.y, r: row.r, "stroke-width": 1.5 * unit }), s("title", {}, `${label(row.place)}: ${count("events", row.events)}${row.rough ? ` (${t("map.rough")})` : ""}`))),
    ...labels.map(({ node, box, line }) => s("text", { x: (box[0] + box[2]) / 2, y: box[1] + line * 0.8, "font-size": size, "stroke-width": size / 4, "aria-hidden": "true" }, node.lines[0])));
}

function twin(model) {
  const coordinates = (at) => (at ? at.map((one) => one.toFixed(2)).join(", ") : "");
  return table(t("table.places"), "places", [
    { title: t("place"), value: (row) => label(row.place), cell: (row) => thingLink(model, row.place) },
    { title: t("within"), value: (row) => (model.things[row.place].p ?? []).map((one) => label(one)).join(", ") },
    { title: t("events"), value: (row) => row.events },
    { title: t("entries"), value: (row) => row.entries },
    { title: t("coordinates"), value: (row) => (row.rough ? "" : coordinates(row.at)) },
  ], rows(model).sort((a, b) => b.events - a.events || b.entries - a.entries));
}
