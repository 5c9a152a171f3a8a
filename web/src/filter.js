// Which events, organizations, cells and links the filters leave: one answer for all views, so that they agree.
import { list } from "./state.js";
import { monthsOf } from "./data.js";

let last = { key: null };

export const FIELDS = ["crime", "region", "type", "grade", "from", "to", "hide"];

export function isFiltered(state) {
  return FIELDS.some((field) => state[field]);
}

export function visible(model, state) {
  const key = FIELDS.map((field) => state[field]).join("\u0000");
  if (last.key !== key || last.model !== model) last = { key, model, value: compute(model, state) };
  return last.value;
}

function compute(model, state) {
  const crimes = chosenCrimes(model);
  const regions = new Set(list("region").map((one) => model.byKey.get(one)));
  const types = new Set(list("type"));
  const grades = new Set(list("grade"));
  const hidden = new Set(list("hide"));
  const from = monthsOf(state.from)?.first ?? -Infinity;
  const to = monthsOf(state.to)?.last ?? Infinity;
  const shows = (thing) => !hidden.has(model.kindOf(thing));

  const fits = (event) =>
    (!crimes || (event.c ?? []).some((crime) => crimes.has(crime))) &&
    (!regions.size || event.where.some((region) => regions.has(region))) &&
    (!types.size || types.has(event.t)) &&
    (event.months ? event.months.last >= from && event.months.first <= to : !state.from && !state.to);

  let events = new Set();
  model.events.forEach((event, number) => fits(event) && events.add(number));

  let cells = model.coverage.filter(
    ({ who, crime, grade, events: based }) =>
      shows(who) && (!crimes || crimes.has(crime)) && (!grades.size || grades.has(grade)) && (!based.length || based.some((event) => events.has(event))),
  );
  let who = null;
  if (grades.size) {
    who = new Set(cells.map((cell) => cell.who));
    const based = new Set(cells.flatMap((cell) => cell.events));
    events = new Set([...events].filter((event) => based.has(event)));
  }
  const narrowed = crimes || regions.size || types.size || grades.size || state.from || state.to;
  const things = new Set();
  for (const number of events) for (const thing of model.events[number].who) if (shows(thing) && (!who || who.has(thing))) things.add(thing);
  if (!narrowed) for (const node of model.net.nodes) if (node >= 0 && shows(node)) things.add(node);
  return { events, things, cells, narrowed: Boolean(narrowed), crimes, links: linksOf(model, events, things) };
}

function chosenCrimes(model) {
  const chosen = list("crime").map((one) => model.byKey.get(one)).filter((one) => one !== undefined);
  if (!chosen.length) return null;
  return new Set(chosen.flatMap((crime) => [...model.narrower(crime)]));
}

/** Links between what is visible, by their number; a hub is visible if its event is. */
function linksOf(model, events, things) {
  const { nodes, links } = model.net;
  const on = (node) => (node < 0 ? events.has(-1 - node) : things.has(node));
  const found = new Set();
  links.forEach(([a, b, kind, , based], number) => {
    if (on(nodes[a]) && on(nodes[b]) && (kind === "relation" || based.some((event) => events.has(event)))) found.add(number);
  });
  return found;
}

/** Nodes within `depth` steps of `starts`, over the links in `open`. */
export function around(model, starts, depth, open) {
  const next = neighbours(model, open);
  const found = new Set(starts);
  let edge = [...starts];
  for (let step = 0; step < depth; step++) {
    const further = [];
    for (const node of edge) {
      for (const [other] of next.get(node) ?? []) {
        if (!found.has(other)) {
          found.add(other);
          further.push(other);
          // An event node is no step of its own: who took part is one step away.
          if (model.net.nodes[other] < 0) for (const [beyond] of next.get(other) ?? []) if (!found.has(beyond)) found.add(beyond), further.push(beyond);
        }
      }
    }
    edge = further;
  }
  return found;
}

export function neighbours(model, open) {
  const next = new Map();
  const join = (a, b, link) => (next.has(a) ? next.get(a).push([b, link]) : next.set(a, [[b, link]]));
  for (const number of open) {
    const [a, b] = model.net.links[number];
    join(a, b, number);
    join(b, a, number);
  }
  return next;
}

/** The shortest way between two nodes as [nodes, links], or null; of equals the one with the smaller numbers. */
export function path(model, from, to, open) {
  const next = neighbours(model, open);
  const came = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const further = [];
    for (const node of edge) {
      for (const [other, link] of (next.get(node) ?? []).sort((a, b) => a[0] - b[0])) {
        if (!came.has(other)) {
          came.set(other, [node, link]);
          further.push(other);
        }
      }
    }
    edge = further;
  }
  if (!came.has(to)) return null;
  const nodes = [to];
  const links = [];
  for (let step = came.get(to); step; step = came.get(step[0])) {
    nodes.unshift(step[0]);
    links.unshift(step[1]);
  }
  return [nodes, links];
}

/** The crime types to begin a tree with: those that contain nearly everything are left out, since they tell nothing apart. */
export function topCrimes(model) {
  if (!model.tops) {
    const times = (crimes) => model.events.filter((event) => event.c?.some((crime) => crimes.has(crime))).length;
    const all = model.events.filter((event) => event.c?.length).length;
    const open = (crime) => {
      const children = model.children.get(crime) ?? [];
      const own = model.events.some((event) => event.c?.includes(crime));
      return children.length > 1 && !own && times(model.narrower(crime)) >= 0.8 * all ? children.flatMap(open) : [crime];
    };
    model.tops = [...new Set(model.roots.flatMap(open))];
  }
  return [...model.tops];
}
