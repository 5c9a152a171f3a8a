// The data of the page: read from its own block, or asked of the server that sent the page, and given names to work with.

async function inflate(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function append(data, piece) {
  for (const [key, value] of Object.entries(piece)) {
    if (Array.isArray(value) && Array.isArray(data[key])) data[key] = data[key].concat(value);
    else data[key] = value;
  }
  return data;
}

/** Follows `source` from piece to piece: each is JSON, and names the next one in `next`. */
async function fetched(data, progress) {
  let address = data.source;
  while (address) {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const { next, ...piece } = await answer.json();
    append(data, piece);
    progress(data);
    address = next;
  }
  return data;
}

export async function load(progress = () => {}) {
  let data = JSON.parse(document.getElementById("csgraph-data").textContent);
  if (data.packed) data = await inflate(data.packed);
  return new Model(data.source ? await fetched(data, progress) : data);
}

/** Months since year 0, first and last that a partial date may mean, and the days if it has one. */
export function monthsOf(date) {
  const found = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(date ?? "");
  if (!found) return null;
  const year = Number(found[1]);
  if (!found[2]) return { first: year * 12, last: year * 12 + 11, precision: "year" };
  const month = year * 12 + Number(found[2]) - 1;
  return { first: month, last: month, precision: found[3] ? "day" : "month", day: found[3] ? Number(found[3]) : undefined };
}

export function monthText(month) {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

const push = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));

/** `start` and all that `next` leads to from it. */
function reached(start, next) {
  const found = new Set([start]);
  const waiting = [start];
  while (waiting.length) {
    for (const one of next(waiting.pop()) ?? []) {
      if (!found.has(one)) {
        found.add(one);
        waiting.push(one);
      }
    }
  }
  return found;
}

const CRIME = /^https:\/\/w3id\.org\/csgraph\/crime\//;

export class Model {
  constructor(data) {
    Object.assign(this, { figures: [], relations: [], coverage: [], terms: {}, reports: [], layers: null }, data);
    this.byKey = new Map(this.things.map((thing, number) => [this.keyOf(thing), number]));
    this.eventByKey = new Map(this.events.map((event, number) => [event.i, number]));
    this.entryByKey = new Map(this.entries.map((entry, number) => [entry.i, number]));
    this.coverage = this.coverage.map(([who, crime, grade, exact, events]) => {
      const dates = events.map((event) => this.events[event].d ?? "").filter(Boolean).sort();
      return { who, crime, grade, exact, events, first: dates[0], last: dates.at(-1) };
    });
    this.#relate();
    this.#order();
  }

  keyOf(thing) {
    return thing.i.replace(CRIME, "");
  }

  key(number) {
    return this.keyOf(this.things[number]);
  }

  #relate() {
    this.eventsOf = new Map();
    this.namedIn = new Map();
    this.relationsOf = new Map();
    this.coverageOf = new Map();
    this.figuresOf = new Map();
    this.eventsIn = new Map();
    this.events.forEach((event, number) => {
      event.who = [...new Set((event.r ?? []).map(([, thing]) => thing))];
      event.months = monthsOf(event.d);
      const entry = this.entries[event.e];
      event.where = [...new Set([...(event.g ?? []), ...(entry.g ?? []), ...event.who.filter((thing) => this.things[thing].k === "region")])];
      for (const thing of new Set([...event.who, ...(event.c ?? []), ...(event.p ?? [])])) push(this.eventsOf, thing, number);
      push(this.eventsIn, event.e, number);
    });
    this.entries.forEach((entry, number) => {
      for (const thing of new Set((entry.m ?? []).map((mention) => mention[2]))) push(this.namedIn, thing, number);
    });
    this.relations.forEach((relation, number) => relation.slice(1, 3).forEach((thing) => push(this.relationsOf, thing, number)));
    for (const cell of this.coverage) for (const thing of [cell.who, cell.crime]) push(this.coverageOf, thing, cell);
    this.figures.forEach((figure, number) => push(this.figuresOf, figure.e, number));
  }

  #order() {
    this.children = new Map();
    this.things.forEach((thing, number) => {
      if (thing.k === "crime") for (const parent of thing.p ?? []) push(this.children, parent, number);
    });
    this.roots = this.numbers("crime").filter((number) => !this.things[number].p?.length);
    const months = this.events.flatMap((event) => (event.months ? [event.months.first, event.months.last] : []));
    this.firstMonth = months.length ? months.reduce((a, b) => Math.min(a, b)) : 0;
    this.lastMonth = months.length ? months.reduce((a, b) => Math.max(a, b)) : 0;
  }

  numbers(kind) {
    return this.things.flatMap((thing, number) => (thing.k === kind ? [number] : []));
  }

  /** A crime type and everything below it. */
  narrower(crime) {
    return reached(crime, (one) => this.children.get(one));
  }

  /** A crime type and everything above it. */
  broader(crime) {
    return reached(crime, (one) => this.things[one].p);
  }

  /** Kind as a filter knows it: "Region", or the classification, or "Unknown". */
  kindOf(number) {
    const thing = this.things[number];
    if (thing.k === "region") return "Region";
    if (thing.k !== "organization") return thing.k;
    return thing.c || "Other";
  }
}
