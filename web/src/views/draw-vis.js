// Draws the network with vis-network, from what pyvis prepared; labels are drawn here, so that none lies on another.
import { clusterColour, clusterName, clusterOf, hull, nearby, nodeColour, nodeText, nodeTitle, kindLook, placeLabels, theme } from "../picture.js";

const LETTERS = 13; // height of a label on the screen, whatever the zoom

/** Corners moved outwards from their middle. */
function widened(corners, by) {
  const [cx, cy] = [0, 1].map((i) => corners.reduce((sum, corner) => sum + corner[i], 0) / corners.length);
  return corners.map(([x, y]) => {
    const length = Math.hypot(x - cx, y - cy) || 1;
    return [x + ((x - cx) / length) * by, y + ((y - cy) / length) * by];
  });
}

export class VisDrawing {
  constructor(model, net, canvas, actions) {
    Object.assign(this, { model, net, canvas, actions, now: null, pointed: -1 });
    const { DataSet, Network } = globalThis.vis;
    const extra = net.nodes.slice(model.vis.nodes.length).map((node, i) => {
      const place = model.vis.nodes.length + i;
      return { id: place, x: net.x[place], y: net.y[place], shape: this.#look(node).shape, size: 9 };
    });
    this.nodes = new DataSet([...model.vis.nodes, ...extra].map((node) => ({ ...node, title: nodeTitle(model, net.nodes[node.id]) })));
    this.edges = new DataSet(net.links.map(([a, b, kind], id) => model.vis.edges[id] && kind !== "crime" && kind !== "place" ? model.vis.edges[id] : { id, from: a, to: b, width: 1, dashes: [2, 4] }));
    this.sizes = this.nodes.get().map((node) => node.size);
    this.lines = net.nodes.map((node) => nodeText(model, node));
    this.network = new Network(canvas, { nodes: this.nodes, edges: this.edges }, { ...model.vis.options, autoResize: true });
    this.#listen();
  }

  #look(node) {
    return this.model.things[node]?.k === "crime" ? this.model.kinds.crime : this.model.things[node]?.k === "place" ? this.model.kinds.place : kindLook(this.model, this.model.kindOf(node));
  }

  #listen() {
    const { network, actions } = this;
    network.on("click", ({ nodes, edges }) => (nodes.length ? actions.node(nodes[0]) : edges.length ? actions.link(edges[0]) : actions.nothing()));
    network.on("doubleClick", ({ nodes }) => nodes.length && actions.expand(nodes[0]));
    network.on("beforeDrawing", (context) => this.#drawClusters(context));
    network.on("afterDrawing", (context) => this.#drawLabels(context));
    network.on("hoverNode", ({ node }) => ((this.pointed = node), network.redraw()));
    network.on("blurNode", () => ((this.pointed = -1), network.redraw()));
    network.on("resize", () => !this.moved && this.fit());
    for (const act of ["dragStart", "zoom"]) network.on(act, () => (this.moved = true));
    if (matchMedia("(hover: none)").matches) this.network.setOptions({ interaction: { dragNodes: false } });
  }

  show(now, { fit = false, colour = "kind" } = {}) {
    const look = theme();
    this.colour = colour;
    const first = this.now === null;
    const dimmed = now.strong.size > 0;
    const near = nearby(this.net, now);
    this.now = { ...now, near };
    this.nodes.update(this.net.nodes.map((node, id) => {
      const faded = dimmed && !near.has(id);
      const fill = node >= 0 && id >= this.net.base ? this.#look(node).colour : nodeColour(this.model, this.net, id, colour);
      const border = now.strong.has(id) ? look.strong : look.mark;
      return { id, hidden: !now.places.has(id), opacity: faded ? 0.3 : 1, borderWidth: now.strong.has(id) ? 4 : 1.2, color: { background: fill, border, highlight: { background: fill, border: look.strong }, hover: { background: fill, border: look.strong } } };
    }));
    this.edges.update(this.net.links.map((_, id) => {
      const lit = now.lit.has(id);
      return { id, hidden: !now.links.has(id), color: { color: lit ? look.strong : look.line, highlight: look.strong, hover: look.strong, opacity: lit ? 1 : dimmed ? 0.25 : 0.75 } };
    }));
    this.network.unselectAll();
    if (first || fit) this.fit();
    else this.network.redraw();
  }

  fit() {
    if (!this.now?.places.size) return;
    this.moved = false;
    this.network.fit({ nodes: [...this.now.places], animation: false, maxZoomLevel: 1.5 });
    this.network.moveTo({ scale: this.network.getScale() * 0.9 }); // room for the labels at the edge
  }

  zoom(by) {
    this.moved = true;
    this.network.moveTo({ scale: this.network.getScale() * by });
  }

  point(place) {
    this.pointed = place;
    this.network.moveTo({ position: this.network.getPosition(place) });
    this.network.redraw();
  }

  #shown() {
    const positions = this.network.getPositions([...this.now.places]);
    const dimmed = this.now.strong.size > 0;
    return [...this.now.places].map((place) => ({ place, ...positions[place], r: this.sizes[place], lines: this.lines[place], weight: this.sizes[place] + (dimmed && this.now.near.has(place) ? 100 : 0) + (this.net.nodes[place] < 0 ? 6 : 0) }));
  }

  /** A light ground below each community or region of three or more. */
  #drawClusters(context) {
    this.captions = [];
    if (!this.now || (this.colour !== "group" && this.colour !== "region")) return;
    const members = new Map();
    for (const place of this.now.places) {
      const cluster = place < this.net.base ? clusterOf(this.model, this.net, place, this.colour) : null;
      if (cluster !== null) members.set(cluster, [...(members.get(cluster) ?? []), place]);
    }
    const positions = this.network.getPositions([...this.now.places]);
    const scale = this.network.getScale();
    context.lineJoin = "round";
    for (const [cluster, places] of [...members].sort((a, b) => a[0] - b[0])) {
      if (places.length < 3) continue;
      const corners = widened(hull(places.map((place) => [positions[place].x, positions[place].y])), 44);
      context.beginPath();
      corners.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.fillStyle = context.strokeStyle = clusterColour(cluster);
      context.lineWidth = 1.5 / scale;
      context.globalAlpha = 0.12;
      context.fill();
      context.globalAlpha = 0.5;
      context.stroke();
      this.#caption(context, clusterName(this.model, this.net, places, this.colour, cluster, (place) => this.sizes[place]), corners, 11 / scale);
    }
    context.globalAlpha = 1;
  }

  /** The name of a cluster at its top; labels of nodes then keep away from it. */
  #caption(context, text, corners, size) {
    const [x, y] = corners.reduce((a, b) => (b[1] < a[1] ? b : a));
    context.globalAlpha = 1;
    context.font = `600 ${size}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.fillStyle = theme().soft;
    context.fillText(text, x, y - size * 0.4);
    const half = context.measureText(text).width / 2;
    this.captions.push([x - half, y - size * 1.4, x + half, y]);
  }

  /** The part of the picture that is in view, and what the buttons and the legend cover of it. */
  #room() {
    const box = this.canvas.getBoundingClientRect();
    const at = (x, y) => Object.values(this.network.DOMtoCanvas({ x: x - box.left, y: y - box.top }));
    const area = ({ left, top, right, bottom }) => [...at(left, top), ...at(right, bottom)];
    const covers = [...this.canvas.parentElement.querySelectorAll(".legend, .overlay")].map((one) => area(one.getBoundingClientRect()));
    return { bounds: area(box), taken: [...covers, ...this.captions] };
  }

  #drawLabels(context) {
    if (!this.now) return;
    const look = theme();
    const size = LETTERS / this.network.getScale();
    const keep = new Set([this.pointed, ...this.now.strong].filter((place) => this.now.places.has(place)));
    context.font = `${size}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    this.labels = placeLabels(this.#shown(), size, (text) => context.measureText(text).width, { keep, ...this.#room() });
    for (const { node, box, line } of this.labels) {
      const faded = this.now.strong.size > 0 && !this.now.near.has(node.place) && node.place !== this.pointed;
      context.globalAlpha = faded ? 0.45 : 1;
      context.font = `${this.net.nodes[node.place] < 0 ? "italic " : keep.has(node.place) ? "600 " : ""}${size}px system-ui, sans-serif`;
      node.lines.forEach((text, i) => {
        const [x, y] = [(box[0] + box[2]) / 2, box[1] + line * (i + 0.8)];
        context.strokeStyle = look.page;
        context.lineWidth = size / 3.2;
        context.strokeText(text, x, y);
        context.fillStyle = look.ink;
        context.fillText(text, x, y);
      });
    }
    context.globalAlpha = 1;
    if (this.pointed >= 0 && this.now.places.has(this.pointed)) {
      const { x, y } = this.network.getPosition(this.pointed);
      context.strokeStyle = look.strong;
      context.lineWidth = 3 / this.network.getScale();
      context.beginPath();
      context.arc(x, y, this.sizes[this.pointed] + 5 / this.network.getScale(), 0, 2 * Math.PI);
      context.stroke();
    }
  }

  /** What is seen, for SVG and PNG. */
  scene(now) {
    const positions = this.network.getPositions([...now.places]);
    const nodes = this.nodes.get([...now.places]);
    return {
      size: LETTERS * 1.5, // nodes are in the units of the layout, which a screen shows at about two thirds
      nodes: nodes.map((node) => ({ place: node.id, ...positions[node.id], r: node.size, shape: node.shape, colour: node.color.background, lines: this.lines[node.id], weight: node.size })),
      links: [...now.links].map((id) => ({ a: this.net.links[id][0], b: this.net.links[id][1], width: this.edges.get(id).width, dashed: Boolean(this.edges.get(id).dashes) })),
    };
  }

  destroy() {
    this.network.destroy();
  }
}
