// How nodes and links look: one description for the canvas, for SVG and for PNG.
import { short, capital, date, eventName, label, t, term } from "./i18n.js";
import { wrapped } from "./text.js";
import { s, download } from "./dom.js";

export function theme() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: of("ink"), soft: of("soft"), page: of("canvas"), line: of("link"), strong: of("accent"), mark: of("outline"), thin: of("thin"), faint: of("faint") };
}

/** Twelve colours that a colour-blind reader can tell apart by lightness too (Okabe and Ito 2008, and darker twins). */
const GROUPS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c7a00", "#5b4a9c", "#7f7f7f", "#00606f", "#a6761d", "#b3446c"];

export function kindLook(model, kind) {
  return model.kinds[kind] ?? model.kinds.Other;
}

/** The cluster a node belongs to under a colouring, or null: a community, or the region whose events it takes part in most. */
export function clusterOf(model, net, place, by) {
  if (by === "group") return net.nodes[place] >= 0 || net.groups[place] !== undefined ? net.groups[place] : null;
  if (by === "region") return net.nodes[place] >= 0 ? regionOf(model, net.nodes[place]) : null;
  return null;
}

export const clusterColour = (cluster) => GROUPS[cluster % GROUPS.length];

/** What a cluster is called: its region, or the name of its best linked member. */
export function clusterName(model, net, members, by, cluster, weight) {
  if (by === "region") return short(model.numbers("region")[cluster], 30);
  const best = members.filter((place) => net.nodes[place] >= 0).sort((a, b) => weight(b) - weight(a))[0];
  return best === undefined ? "" : t("around.name", { name: short(net.nodes[best], 24) });
}

/** The convex hull of points [x, y], by Andrew's monotone chain. */
export function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (row) => row.reduce((out, point) => {
    while (out.length > 1 && cross(out.at(-2), out.at(-1), point) <= 0) out.pop();
    return [...out, point];
  }, []).slice(0, -1);
  return [...half(sorted), ...half(sorted.reverse())];
}

export function nodeColour(model, net, place, by) {
  const node = net.nodes[place];
  if (node < 0) return "#6b7280";
  if (by === "group" || by === "region") {
    const cluster = clusterOf(model, net, place, by);
    return cluster === null ? "#9aa3ad" : clusterColour(cluster);
  }
  return kindLook(model, model.kindOf(node)).colour;
}

/** The region whose events a node takes part in most, as a small number. */
function regionOf(model, node) {
  model.regionCache ??= new Map();
  if (!model.regionCache.has(node)) {
    const regions = model.numbers("region");
    const times = regions.map((region) => (region === node ? 1e9 : (model.eventsOf.get(node) ?? []).filter((event) => model.events[event].where.includes(region)).length));
    const best = times.indexOf(Math.max(0, ...times));
    model.regionCache.set(node, best >= 0 && times[best] > 0 ? best : null);
  }
  return model.regionCache.get(node);
}

/** What stands out, what it is linked to, and who else took part in the events it is linked to. */
export function nearby(net, { strong, lit, links }) {
  const near = new Set([...strong, ...[...lit].flatMap((link) => net.links[link].slice(0, 2))]);
  for (const link of links) {
    const [a, b] = net.links[link];
    if (near.has(a) && net.nodes[a] < 0) near.add(b);
  }
  return near;
}

export function nodeText(model, node) {
  if (node < 0) {
    const event = model.events[-1 - node];
    return wrapped(event.n ?? `${capital(term(event.t))} ${event.d ?? ""}`, 18, 2);
  }
  return wrapped(short(node), 18, 2);
}

export function nodeTitle(model, node) {
  if (node >= 0) {
    const kind = model.kindOf(node);
    return `${label(node)}\n${kind === "Other" ? t("kind.organization") : term(kind)}`;
  }
  const event = model.events[-1 - node];
  return `${eventName(event)}\n${date(event.d)}`;
}

const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/**
 * Chooses which labels fit: the most important first, each below, above, right or left of its node, none over another
 * label or another node, over what is `taken` or out of `bounds`. `nodes` are {place, x, y, r, lines, weight} in the same unit as `size`, the letters' height.
 */
export function placeLabels(nodes, size, measure, { keep = new Set(), bounds = null, taken = [] } = {}) {
  const line = size * 1.16;
  const cell = size * 12;
  const grid = new Map();
  const cells = ([x0, y0, x1, y1]) => {
    const out = [];
    for (let i = Math.floor(x0 / cell); i <= Math.floor(x1 / cell); i++) for (let j = Math.floor(y0 / cell); j <= Math.floor(y1 / cell); j++) out.push(`${i},${j}`);
    return out;
  };
  const claim = (box, owner) => cells(box).forEach((key) => (grid.has(key) ? grid.get(key).push([box, owner]) : grid.set(key, [[box, owner]])));
  const inside = ([x0, y0, x1, y1]) => !bounds || (x0 >= bounds[0] && y0 >= bounds[1] && x1 <= bounds[2] && y1 <= bounds[3]);
  const free = (box, owner) => inside(box) && !taken.some((other) => overlaps(box, other)) && cells(box).every((key) => (grid.get(key) ?? []).every(([other, whose]) => whose === owner || !overlaps(box, other)));
  for (const node of nodes) if (inside([node.x, node.y, node.x, node.y])) claim([node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r], node.place);
  const out = [];
  for (const node of [...nodes].sort((a, b) => keep.has(b.place) - keep.has(a.place) || b.weight - a.weight || a.place - b.place)) {
    const width = node.lines.reduce((most, text) => Math.max(most, measure(text)), 0) + size * 0.4;
    const height = node.lines.length * line;
    const gap = size * 0.25;
    const spots = [
      [node.x - width / 2, node.y + node.r + gap],
      [node.x - width / 2, node.y - node.r - gap - height],
      [node.x + node.r + gap, node.y - height / 2],
      [node.x - node.r - gap - width, node.y - height / 2],
      [node.x - width * 0.85, node.y + node.r + gap],
      [node.x - width * 0.15, node.y + node.r + gap],
      [node.x - width * 0.85, node.y - node.r - gap - height],
      [node.x - width * 0.15, node.y - node.r - gap - height],
    ];
    let spot = spots.find(([x, y]) => free([x, y, x + width, y + height], node.place));
    if (!spot && keep.has(node.place)) [spot] = spots;
    if (spot) {
      const box = [spot[0], spot[1], spot[0] + width, spot[1] + height];
      claim(box, `label ${node.place}`);
      out.push({ node, box, line });
    }
  }
  return out;
}

function corners(shape, x, y, r) {
  const around = (n, turn, radius = r) => Array.from({ length: n }, (_, i) => [x + radius * Math.sin(turn + (2 * Math.PI * i) / n), y - radius * Math.cos(turn + (2 * Math.PI * i) / n)]);
  if (shape === "square") return [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
  if (shape === "diamond") return around(4, 0);
  if (shape === "triangle") return around(3, 0, r * 1.15);
  if (shape === "triangleDown") return around(3, Math.PI, r * 1.15);
  if (shape === "hexagon") return around(6, Math.PI / 6);
  if (shape === "star") return Array.from({ length: 10 }, (_, i) => [x + (i % 2 ? r * 0.55 : r * 1.3) * Math.sin((Math.PI * i) / 5), y - (i % 2 ? r * 0.55 : r * 1.3) * Math.cos((Math.PI * i) / 5)]);
  return null;
}

export function shapeOf(shape, x, y, r, props) {
  const points = corners(shape, x, y, r);
  return points ? s("polygon", { points: points.map((point) => point.map((one) => one.toFixed(1)).join(",")).join(" "), ...props }) : s("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), ...props });
}

/** A small sign for the legend and the filters. */
export function sign(look) {
  return s("svg", { class: "sign", viewBox: "0 0 20 20", "aria-hidden": "true" }, shapeOf(look.shape, 10, 10, 7, { fill: look.colour, class: "signed" }));
}

/** What is seen, as an SVG element of its own: `scene` has nodes {x, y, r, shape, colour, lines, place, weight} and links {a, b, width, dashed}. */
export function sceneSvg(scene, title) {
  const look = theme();
  const size = scene.size;
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = `${size}px system-ui, sans-serif`;
  const labels = placeLabels(scene.nodes, size, (text) => canvas.measureText(text).width);
  const boxes = [...scene.nodes.map((node) => [node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r]), ...labels.map((one) => one.box)];
  const edge = (i, pick, from) => boxes.reduce((found, box) => pick(found, box[i]), from);
  const [x0, y0, x1, y1] = [edge(0, Math.min, Infinity) - size, edge(1, Math.min, Infinity) - size, edge(2, Math.max, -Infinity) + size, edge(3, Math.max, -Infinity) + size];
  const at = new Map(scene.nodes.map((node) => [node.place, node]));
  return s("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [x0, y0, x1 - x0, y1 - y0].map((one) => one.toFixed(1)).join(" "), width: Math.round(x1 - x0), height: Math.round(y1 - y0), "font-family": "system-ui, sans-serif", "font-size": size.toFixed(1) },
    s("title", {}, title),
    s("rect", { x: x0, y: y0, width: x1 - x0, height: y1 - y0, fill: look.page }),
    s("g", { stroke: look.line, fill: "none" }, ...scene.links.map((link) => s("line", { x1: at.get(link.a).x, y1: at.get(link.a).y, x2: at.get(link.b).x, y2: at.get(link.b).y, "stroke-width": link.width, "stroke-dasharray": link.dashed ? "5 4" : null }))),
    s("g", { stroke: look.ink, "stroke-width": size / 12 }, ...scene.nodes.map((node) => shapeOf(node.shape, node.x, node.y, node.r, { fill: node.colour }))),
    s("g", { fill: look.ink, "text-anchor": "middle", stroke: look.page, "stroke-width": size / 4, "paint-order": "stroke", "stroke-linejoin": "round" }, ...labels.map(({ node, box, line }) => s("text", {}, ...node.lines.map((text, i) => s("tspan", { x: ((box[0] + box[2]) / 2).toFixed(1), y: (box[1] + line * (i + 0.8)).toFixed(1) }, text))))));
}

export function saveSvg(svg, file) {
  download(`${file}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(svg));
}

export async function savePng(svg, file) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const wide = Number(svg.getAttribute("width"));
  const high = Number(svg.getAttribute("height"));
  const zoom = Math.min(2, 8000 / Math.max(wide, high));
  const canvas = Object.assign(document.createElement("canvas"), { width: wide * zoom, height: high * zoom });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(`${file}.png`, "image/png", blob), "image/png");
}
