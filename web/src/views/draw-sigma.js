// Draws a large network with sigma.js, on the graphics card; the same calls as the small one.
import { kindLook, nearby, nodeColour, nodeText, theme } from "../picture.js";
import { short } from "../i18n.js";

const RINGS_UP_TO = 400;
const EDGE_EVENTS_UP_TO = 3000;

/** Places in rings: what the view is about in the middle, what is one step away around it, and so on. */
function ringed(net, starts, places, links) {
  const next = new Map([...places].map((place) => [place, []]));
  for (const link of links) {
    const [a, b] = net.links[link];
    next.get(a)?.push(b);
    next.get(b)?.push(a);
  }
  const found = new Map();
  let ring = starts.filter((place) => places.has(place));
  let radius = ring.length > 1 ? 120 : 0;
  while (ring.length) {
    ring.sort((a, b) => net.groups[a] - net.groups[b] || a - b);
    ring.forEach((place, i) => {
      const turn = (2 * Math.PI * (i + 0.5)) / ring.length - Math.PI / 2;
      found.set(place, [radius * 1.3 * Math.cos(turn), radius * Math.sin(turn)]);
    });
    ring = [...new Set(ring.flatMap((place) => next.get(place)))].filter((place) => !found.has(place));
    radius = Math.max(radius + 220, (ring.length * 60) / (2 * Math.PI));
  }
  return found;
}

export class SigmaDrawing {
  constructor(model, net, canvas, actions) {
    Object.assign(this, { model, net, canvas, actions, now: null, pointed: -1, colour: "kind" });
    const { Graph } = globalThis.csgraphSigma;
    this.graph = new Graph({ type: "undirected", multi: true });
    this.degree = new Array(net.nodes.length).fill(0);
    for (const [a, b] of net.links) this.degree[a]++, this.degree[b]++;
    net.nodes.forEach((node, place) => this.graph.addNode(place, { x: net.x[place], y: -net.y[place], size: this.#size(place), label: node < 0 ? "" : short(node, 40) }));
    net.links.forEach(([a, b, , , , weight], id) => this.graph.addEdgeWithKey(id, a, b, { size: Math.min(3, 0.5 + weight * 0.5) }));
  }

  /** Begins to draw; not before it is known what is shown, since each drawing of so much takes its time. */
  #start(edgeEvents) {
    const { Sigma, EdgeLineProgram, EdgeRectangleProgram } = globalThis.csgraphSigma;
    const { actions } = this;
    this.sigma = new Sigma(this.graph, this.canvas, {
      allowInvalidContainer: true, hideEdgesOnMove: true, labelDensity: 0.6, labelGridCellSize: 110, labelRenderedSizeThreshold: 5, zIndex: true,
      labelColor: { color: this.look.ink }, labelFont: "system-ui, sans-serif", minCameraRatio: 0.01, maxCameraRatio: 4, enableEdgeEvents: edgeEvents,
      defaultEdgeType: "thin", edgeProgramClasses: { thin: EdgeLineProgram, wide: EdgeRectangleProgram },
      nodeReducer: (place, data) => this.#node(Number(place), data),
      edgeReducer: (id, data) => this.#edge(Number(id), data),
      defaultDrawNodeHover: (context, data, settings) => this.#hover(context, data, settings),
    });
    this.sigma.on("clickNode", ({ node }) => actions.node(Number(node)));
    this.sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => (preventSigmaDefault(), actions.expand(Number(node))));
    this.sigma.on("clickEdge", ({ edge }) => actions.link(Number(edge)));
    this.sigma.on("clickStage", () => actions.nothing());
  }

  #size(place) {
    return this.net.nodes[place] < 0 ? 1.5 : Math.min(14, 1.6 + 0.7 * Math.sqrt(this.degree[place]));
  }

  #node(place, data) {
    const out = { ...data, color: nodeColour(this.model, this.net, place, this.colour) };
    if (this.few) out.forceLabel = true;
    if (!this.now.places.has(place)) out.hidden = true;
    else if (this.now.strong.has(place) || place === this.pointed) Object.assign(out, { highlighted: true, forceLabel: true, size: data.size + 3, zIndex: 2, label: data.label || nodeText(this.model, this.net.nodes[place]).join(" ") });
    else if (this.now.strong.size && !this.now.near.has(place)) Object.assign(out, { color: this.look.line, label: "" });
    return out;
  }

  #edge(id, data) {
    if (!this.now.links.has(id)) return { ...data, hidden: true };
    if (this.now.lit.has(id)) return { ...data, type: "wide", color: this.look.strong, size: this.few ? 1 : 2.5, zIndex: 2 };
    return { ...data, size: this.few ? 0.6 : data.size, color: this.few ? this.look.line : this.now.strong.size ? this.look.faint : this.look.thin };
  }

  #hover(context, data, settings) {
    if (!data.label) return;
    const size = settings.labelSize;
    context.font = `600 ${size}px ${settings.labelFont}`;
    const width = context.measureText(data.label).width;
    context.fillStyle = this.look.page;
    context.strokeStyle = this.look.ink;
    context.beginPath();
    context.roundRect(data.x + data.size + 1, data.y - size * 0.8, width + 8, size * 1.6, 4);
    context.fill();
    context.stroke();
    context.fillStyle = this.look.ink;
    context.fillText(data.label, data.x + data.size + 5, data.y + size / 3);
  }

  show(now, { fit = false, colour = "kind" } = {}) {
    this.look = theme();
    this.colour = colour;
    this.#arrange(now);
    this.now = { ...now, near: nearby(this.net, now) };
    // Thousands of lines are nothing to aim at, and to make each one a target costs as much as drawing it.
    const edgeEvents = now.links.size <= EDGE_EVENTS_UP_TO;
    if (!this.sigma) this.#start(edgeEvents);
    else if (this.sigma.getSetting("enableEdgeEvents") !== edgeEvents) this.sigma.setSetting("enableEdgeEvents", edgeEvents);
    else this.sigma.refresh();
    if (fit) this.fit();
  }

  /** The surroundings of a node lie scattered over a large picture: they are set in rings around it while they alone are shown. */
  #arrange({ places, starts, links }) {
    const rings = starts.length && places.size <= RINGS_UP_TO ? ringed(this.net, starts, places, links) : null;
    this.few = rings !== null;
    if (!rings && !this.arranged) return;
    this.arranged = rings !== null;
    const moved = rings ?? new Map();
    this.graph.updateEachNodeAttributes((place, data) => {
      const [x, y] = moved.get(Number(place)) ?? [this.net.x[place], this.net.y[place]];
      return Object.assign(data, { x, y: -y });
    }, { attributes: ["x", "y"] });
  }

  fit() {
    if (!this.now?.places.size || this.now.places.size > 3000) return void this.sigma.getCamera().animatedReset({ duration: 0 });
    const seen = [...this.now.places].map((place) => this.sigma.getNodeDisplayData(place));
    const [xs, ys] = [seen.map((one) => one.x), seen.map((one) => one.y)];
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    this.sigma.getCamera().setState({ x: (x0 + x1) / 2, y: (y0 + y1) / 2, ratio: Math.max(0.02, Math.min(1, 1.3 * Math.max(x1 - x0, y1 - y0))), angle: 0 });
  }

  zoom(by) {
    const camera = this.sigma.getCamera();
    camera.setState({ ratio: camera.getState().ratio / by });
  }

  point(place) {
    this.pointed = place;
    const { x, y } = this.sigma.getNodeDisplayData(place);
    this.sigma.getCamera().setState({ x, y });
    this.sigma.refresh();
  }

  scene(now) {
    const nodes = [...now.places].map((place) => {
      const node = this.net.nodes[place];
      return { place, x: this.graph.getNodeAttribute(place, "x"), y: -this.graph.getNodeAttribute(place, "y"), r: this.#size(place) * 2, shape: node < 0 ? "dot" : kindLook(this.model, this.model.kindOf(node)).shape, colour: nodeColour(this.model, this.net, place, this.colour), lines: node < 0 ? [] : nodeText(this.model, node), weight: this.degree[place] };
    });
    return { size: 13, nodes, links: [...now.links].map((id) => ({ a: this.net.links[id][0], b: this.net.links[id][1], width: 1, dashed: this.net.links[id][2] === "relation" })) };
  }

  destroy() {
    this.sigma?.kill();
  }
}
