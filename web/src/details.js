// What is known of the selection, each fact with its words.
import { h, name, replace } from "./dom.js";
import { capital, collate, count, date, eventName, label, number as figureNumber, t, term, unit } from "./i18n.js";
import { path as shortest, visible } from "./filter.js";
import { get, href, set } from "./state.js";
import { eventQuote, quote, spansOf } from "./quotes.js";

const MANY = 12;

export function gradeBadge(grade) {
  return h("span", { class: `grade grade-${grade}`, title: t(`grade.${grade}`) }, grade);
}

export function thingLink(model, thing, change = {}) {
  return h("a", { href: href({ sel: model.key(thing), path: "", ...change }), class: "thing" }, name(label(thing)));
}

function section(title, ...content) {
  const filled = content.flat(Infinity).filter(Boolean);
  return filled.length ? h("section", {}, h("h3", {}, title), ...filled) : null;
}

/** The first of many rows, and a button for the others. */
function some(rows, tag = "ul", limit = MANY) {
  const box = h(tag, { class: "rows" }, ...rows.slice(0, limit).map((row) => row()));
  if (rows.length <= limit) return rows.length ? [box] : [];
  const more = h("button", { class: "plain", onclick: () => {
    box.append(...rows.slice(limit).map((row) => row()));
    more.remove();
  } }, t("more", { n: rows.length - limit }));
  return [box, more];
}

/** An event as a fact: what, when, who was what, and the words. */
export function eventFact(model, number, { who = null, heading = "h4" } = {}) {
  const event = model.events[number];
  const roles = (event.r ?? []).map(([role, thing]) => [term(role), thing]);
  const byRole = new Map();
  for (const [role, thing] of roles) byRole.set(role, [...(byRole.get(role) ?? []), thing]);
  return h("article", { class: "fact", id: `fact-${number}` },
    heading === null ? null : h(heading, {}, h("a", { href: href({ sel: `event:${event.i}`, path: "" }) }, capital(term(event.t))), " · ", date(event.d), event.s && event.s !== "Done" ? h("span", { class: "tag" }, term(event.s)) : null),
    event.n && heading !== null ? h("p", { class: "called" }, name(`“${event.n}”`)) : null,
    h("dl", { class: "roles" },
      heading === null ? [h("dt", {}, t("type")), h("dd", {}, capital(term(event.t)), event.s && event.s !== "Done" ? h("span", { class: "tag" }, term(event.s)) : null)] : null,
      ...[...byRole].flatMap(([role, things]) => [h("dt", {}, capital(role)), h("dd", {}, ...things.flatMap((thing, i) => [i ? ", " : "", thingLink(model, thing)]))]),
      event.c?.length ? [h("dt", {}, t("crimes")), h("dd", {}, ...event.c.flatMap((crime, i) => [i ? ", " : "", thingLink(model, crime)]))] : null,
      event.p?.length ? [h("dt", {}, t("place")), h("dd", {}, ...event.p.flatMap((place, i) => [i ? ", " : "", thingLink(model, place)]))] : null,
      event.x ? [h("dt", {}, t("instrument")), h("dd", {}, capital(term(event.x)))] : null,
      event.au?.length ? [h("dt", {}, t("audience")), h("dd", {}, event.au.join(", "))] : null,
      event.b ? [h("dt", {}, t("basis")), h("dd", {}, t("basis.inherited"))] : null),
    eventQuote(model, number, who));
}

function figureFact(model, figure) {
  const qualifier = figure.q && figure.q !== "exactly" ? `${t(`qualifier.${figure.q}`)} ` : "";
  const amount = `${qualifier}${figureNumber(figure.va)}${figure.up ? `–${figureNumber(figure.up)}` : ""} ${figure.cu ?? unit(figure.un ?? "")}`;
  return h("article", { class: "fact" }, h("h4", {}, capital(term(figure.me))), h("p", { class: "amount" }, amount.trim()), quote(model, figure.e, { evidence: figure.v ?? [] }));
}

const newest = (model) => (a, b) => (model.events[b].d ?? "").localeCompare(model.events[a].d ?? "") || a - b;

function identity(model, thing) {
  const record = model.things[thing];
  const kind = record.k === "organization" ? (record.c ? term(record.c) : t("kind.organization")) : t(`kind.${record.k}`);
  const row = (title, ...value) => [h("dt", {}, title), h("dd", {}, ...value)];
  return h("dl", { class: "identity" },
    ...row(t("kind"), capital(kind), record.u ? h("span", { class: "tag" }, t("unknown")) : null),
    record.a?.length ? row(t("alsoCalled"), ...record.a.slice(0, 5).flatMap((one, i) => [i ? " · " : "", name(one)]), record.a.length > 5 ? " …" : "") : null,
    record.p?.length ? row(t(`parent.${record.k}`), ...record.p.flatMap((parent, i) => [i ? ", " : "", thingLink(model, parent)])) : null,
    record.m?.length ? row(t("memberOf"), ...record.m.flatMap((one, i) => [i ? ", " : "", thingLink(model, one)])) : null,
    record.cc ? row(t("country"), regionName(record.cc)) : null,
    record.h ? row(t("homepage"), h("a", { href: record.h, rel: "noreferrer noopener", target: "_blank" }, record.h.replace(/^https?:\/\//, "").replace(/\/$/, ""))) : null,
    record.w ? row("Wikidata", h("a", { href: `https://www.wikidata.org/wiki/${encodeURIComponent(record.w)}`, rel: "noreferrer noopener", target: "_blank" }, record.w)) : null);
}

function regionName(code) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "region" }).of(code);
  } catch {
    return code;
  }
}

const strongest = (a, b) => a.grade.localeCompare(b.grade) || b.events.length - a.events.length;

function cellRow(model, cell, thing) {
  const times = h("small", {}, ` ${count("events", cell.events.length)}${cell.last ? `, ${date(cell.last)}` : ""}`);
  return h("li", {}, gradeBadge(cell.grade), " ", h("a", { href: href({ sel: cellKey(model, cell.who, cell.crime) }) }, name(label(thing))), times);
}

function covers(model, thing) {
  const direct = new Set((model.eventsOf.get(thing) ?? []).flatMap((event) => model.events[event].c ?? []));
  const cells = (model.coverageOf.get(thing) ?? []).filter((cell) => cell.who === thing && direct.has(cell.crime));
  const ordered = cells.sort((a, b) => strongest(a, b) || collate(label(a.crime), label(b.crime)));
  return section(t("coversCrimes"), some(ordered.map((cell) => () => cellRow(model, cell, cell.crime))));
}

function partnersOf(model, crime) {
  const cells = visible(model, get()).cells.filter((cell) => cell.crime === crime);
  const ordered = cells.sort((a, b) => strongest(a, b) || collate(label(a.who), label(b.who)));
  return section(t("partners"), ordered.length ? some(ordered.map((cell) => () => cellRow(model, cell, cell.who)), "ul", 40) : h("p", {}, t("partners.none")));
}

function companions(model, thing) {
  const times = new Map();
  for (const event of model.eventsOf.get(thing) ?? []) {
    const { who } = model.events[event];
    if (who.includes(thing)) for (const other of who) if (other !== thing) times.set(other, (times.get(other) ?? 0) + 1);
  }
  const rows = [...times].sort((a, b) => b[1] - a[1] || collate(label(a[0]), label(b[0])));
  return section(t("worksWith"), some(rows.map(([other, events]) => () =>
    h("li", {}, h("a", { href: href({ sel: linkKey(model, thing, other) }) }, name(label(other))), h("small", {}, ` ${count("events", events)}`)))));
}

export function cellKey(model, who, crime) {
  return `cell:${model.key(who)}~${model.key(crime)}`;
}

export function linkKey(model, a, b) {
  return `link:${model.key(a)}~${model.key(b)}`;
}

function tools(model, thing) {
  const key = model.key(thing);
  const { k } = model.things[thing];
  const inNetwork = model.net.nodes.includes(thing);
  return h("p", { class: "tools" },
    inNetwork ? h("a", { class: "button", href: href({ view: "network", table: "", focus: key, sel: key, path: "" }) }, t("focus")) : null,
    inNetwork ? h("a", { class: "button", href: href({ view: "network", table: "", path: `${key}~` }) }, t("path.from")) : null,
    k === "crime" ? h("a", { class: "button", href: href({ crime: key }) }, t("filterBy")) : null,
    k === "region" ? h("a", { class: "button", href: href({ region: key }) }, t("filterBy")) : null);
}

function thingDetails(model, thing) {
  const { k } = model.things[thing];
  const { events: open, narrowed } = visible(model, get());
  const all = [...(model.eventsOf.get(thing) ?? [])].sort(newest(model));
  const events = all.filter((event) => !narrowed || open.has(event));
  const told = new Set(all.map((event) => model.events[event].e));
  const named = (model.namedIn.get(thing) ?? []).filter((entry) => !told.has(entry));
  const children = (model.children.get(thing) ?? []);
  const figures = [...told].flatMap((entry) => model.figuresOf.get(entry) ?? []).filter((number) => k !== "crime" || model.figures[number].c?.includes(thing));
  return [
    h("h2", { dir: "auto" }, name(label(thing))),
    tools(model, thing),
    identity(model, thing),
    k === "crime" ? partnersOf(model, thing) : null,
    k === "crime" && children.length ? section(t("narrower"), h("p", {}, ...children.flatMap((child, i) => [i ? " · " : "", thingLink(model, child)]))) : null,
    k === "organization" || k === "region" ? covers(model, thing) : null,
    section(events.length < all.length ? t("facts.some", { n: events.length, of: all.length }) : t("facts", { n: all.length }), some(events.map((event) => () => eventFact(model, event, { who: k === "organization" || k === "region" ? [thing] : null })), "div", 8)),
    k === "organization" || k === "region" ? companions(model, thing) : null,
    relationsOf(model, thing),
    section(t("figures"), some(figures.map((number) => () => figureFact(model, model.figures[number])), "div", 6)),
    section(t("alsoNamed"), some(named.map((entry) => () => quote(model, entry, { names: spansOf(model.entries[entry], new Set([thing])) })), "div", 4)),
  ];
}

function relationsOf(model, thing) {
  const rows = (model.relationsOf.get(thing) ?? []).map((number) => model.relations[number]);
  return section(t("relations"), some(rows.map((relation) => () => relationFact(model, relation)), "div", 5));
}

function relationFact(model, [kind, a, b, entry, spans]) {
  return h("article", { class: "fact" }, h("p", {}, thingLink(model, a), ` ${term(kind)} `, thingLink(model, b)),
    quote(model, entry, { names: spansOf(model.entries[entry], new Set([a, b])), evidence: spans ?? [] }));
}

function linkDetails(model, a, b) {
  const { events: open } = visible(model, get());
  const events = (model.eventsOf.get(a) ?? []).filter((event) => model.events[event].who.includes(a) && model.events[event].who.includes(b)).sort(newest(model));
  const relations = model.relations.filter((relation) => relation.includes(a) && relation.slice(1, 3).every((end) => end === a || end === b));
  const shown = events.filter((event) => open.has(event));
  const unit = [a, b].find((end) => model.things[end].k === "region" && model.things[end].p?.includes(end === a ? b : a));
  return [
    h("h2", {}, name(label(a)), " – ", name(label(b))),
    h("p", { class: "tools" }, thingLink(model, a), " · ", thingLink(model, b)),
    unit !== undefined ? h("p", {}, t("isRegionOf", { region: label(unit), publisher: label(unit === a ? b : a) })) : null,
    section(shown.length < events.length ? t("facts.some", { n: shown.length, of: events.length }) : t("together", { n: events.length }), some(shown.map((event) => () => eventFact(model, event, { who: [a, b] })), "div", 10)),
    section(t("relations"), some(relations.map((relation) => () => relationFact(model, relation)), "div", 5)),
  ];
}

function cellDetails(model, who, crime) {
  const cell = model.coverageOf.get(who)?.find((one) => one.who === who && one.crime === crime);
  const below = model.narrower(crime);
  const events = cell ? cell.events : (model.eventsOf.get(who) ?? []).filter((event) => model.events[event].who.includes(who) && model.events[event].c?.some((one) => below.has(one)));
  return [
    h("h2", {}, name(label(who)), " × ", name(label(crime))),
    h("p", { class: "tools" }, thingLink(model, who), " · ", thingLink(model, crime)),
    cell ? h("p", {}, gradeBadge(cell.grade), " ", t(`grade.${cell.grade}`)) : h("p", {}, t(events.length ? "cell.below" : "cell.gap")),
    section(t("evidence", { n: events.length }), some([...events].sort(newest(model)).map((event) => () => eventFact(model, event, { who: [who, ...below] })), "div", 10)),
  ];
}

function entryDetails(model, number) {
  const entry = model.entries[number];
  const things = [...new Set((entry.m ?? []).map((mention) => mention[2]))];
  const events = model.eventsIn.get(number) ?? [];
  return [
    h("h2", {}, t("entry.number", { n: entry.n }), " · ", date(entry.d)),
    entry.b ? h("p", { class: "hint" }, t("basis.inherited")) : null,
    quote(model, number, { names: spansOf(entry, new Set(things)), evidence: events.flatMap((event) => model.events[event].v ?? []) }),
    section(t("names"), h("ul", { class: "rows" }, ...things.map((thing) => h("li", {}, thingLink(model, thing), h("small", {}, ` ${t(`kind.${model.things[thing].k}`)}`))))),
    section(t("facts", { n: events.length }), ...events.map((event) => eventFact(model, event))),
    section(t("figures"), ...(model.figuresOf.get(number) ?? []).map((figure) => figureFact(model, model.figures[figure]))),
    section(t("findings"), entry.f?.length ? h("ul", { class: "rows" }, ...entry.f.map(([, , kind, message]) => h("li", {}, h("strong", {}, term(kind)), ` ${message}`))) : null),
  ];
}

function pathDetails(model, from, to) {
  const a = model.net.nodes.indexOf(from);
  const b = model.net.nodes.indexOf(to);
  const found = shortest(model, a, b, visible(model, get()).links);
  const heading = h("h2", {}, t("path.title"), ": ", name(label(from)), " → ", name(label(to)));
  if (!found) return [heading, h("p", {}, t("path.none"))];
  const [nodes, links] = found;
  const steps = nodes.map((node, i) => {
    const id = model.net.nodes[node];
    if (id < 0) return null; // an event of many is no stop of its own: it is told where the path leaves it
    const link = i ? model.net.links[links[i - 1]] : null;
    return h("li", {}, ...(link?.[4] ?? []).slice(0, 1).map((event) => eventFact(model, event)), stated(model, link), i ? "→ " : "", thingLink(model, id));
  });
  return [heading, h("p", {}, t("path.length", { n: nodes.filter((node) => model.net.nodes[node] >= 0).length - 1 })), h("ol", { class: "steps" }, ...steps)];
}

function stated(model, link) {
  if (!link || link[2] !== "relation") return null;
  const ends = [model.net.nodes[link[0]], model.net.nodes[link[1]]];
  const relation = model.relations.find((one) => one[0] === link[3] && one[1] === ends[0] && one[2] === ends[1]);
  return relation ? relationFact(model, relation) : h("p", {}, `${label(ends[0])} ${term(link[3])} ${label(ends[1])}`);
}

function overview(model) {
  const { things, events } = visible(model, get());
  const best = new Map();
  for (const { who, grade } of [...model.coverage].sort(strongest)) if (things.has(who) && !best.has(who)) best.set(who, grade);
  const rows = [...best].slice(0, 60);
  return [
    h("h2", {}, t("overview")),
    h("p", {}, t("overview.text", { entries: model.entries.length, organizations: [...things].filter((thing) => model.things[thing].k === "organization").length, events: events.size })),
    h("p", { class: "hint" }, t("overview.hint")),
    section(t("strongest"), some(rows.map(([who, grade]) => () => h("li", {}, gradeBadge(grade), " ", thingLink(model, who))), "ul", 15)),
  ];
}

/** Reads the key of a selection; unknown keys, as after a report was taken back, select nothing. */
export function selected(model, key) {
  const two = (text) => text.split("~").map((one) => model.byKey.get(one));
  if (key.startsWith("event:")) return wrap("event", model.eventByKey.get(key.slice(6)));
  if (key.startsWith("entry:")) return wrap("entry", model.entryByKey.get(key.slice(6)));
  if (key.startsWith("link:")) return wrap("link", ...two(key.slice(5)));
  if (key.startsWith("cell:")) return wrap("cell", ...two(key.slice(5)));
  return wrap("thing", model.byKey.get(key));
}

function wrap(kind, ...values) {
  return values.length && values.every((value) => value !== undefined) ? { kind, values } : { kind: "none", values: [] };
}

export function showDetails(model, panel) {
  const state = get();
  const ends = state.path.split("~").map((key) => model.byKey.get(key));
  const { kind, values } = selected(model, state.sel);
  const content =
    state.path && ends.length === 2 && ends[1] !== undefined && ends[0] !== undefined ? pathDetails(model, ...ends)
    : kind === "thing" ? thingDetails(model, ...values)
    : kind === "link" ? linkDetails(model, ...values)
    : kind === "cell" ? cellDetails(model, ...values)
    : kind === "entry" ? entryDetails(model, ...values)
    : kind === "event" ? [h("h2", {}, name(eventName(model.events[values[0]])), ", ", date(model.events[values[0]].d)), eventFact(model, values[0], { heading: null })]
    : overview(model);
  const close = state.sel || state.path ? h("button", { class: "close", "aria-label": t("close"), title: t("close"), onclick: () => set({ sel: "", path: "" }) }, "×") : null;
  replace(panel, close, ...content);
  panel.scrollTop = 0;
}
