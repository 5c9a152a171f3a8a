// Events over time. A date is drawn as what it is: a month as wide as the month, a year as wide as the year.
import { h, name } from "../dom.js";
import { visible } from "../filter.js";
import { capital, collate, count, date, eventName, label, monthName, short, t, term } from "../i18n.js";
import { monthText } from "../data.js";
import { get, href, set } from "../state.js";
import { thingLink } from "../details.js";
import { table } from "../table.js";

const SINGLE_UP_TO = 300;
const MONTHS_UP_TO = 36;

export function timelineView(model) {
  const element = h("div", { class: "timeline" });
  function update() {
    const { events } = visible(model, get());
    const dated = [...events].filter((event) => model.events[event].months);
    const undated = [...events].filter((event) => !model.events[event].months);
    const span = model.lastMonth - model.firstMonth + 1;
    const single = dated.length <= SINGLE_UP_TO && span <= MONTHS_UP_TO;
    element.replaceChildren(
      h("div", { class: "bar" }, h("span", { class: "status" }, count("events", events.size)), h("span", { class: "spring" }), single && h("span", { class: "key" }, h("span", { class: "swatch day" }), t("precision.day"), h("span", { class: "swatch month" }), t("precision.month"), h("span", { class: "swatch year" }), t("precision.year"))),
      dated.length === 0 ? h("p", { class: "nothing" }, t("nothing"))
      : single ? bars(model, dated) : columns(model, dated, span),
      undated.length ? h("section", {}, h("h3", {}, t("undated")), h("ul", { class: "rows" }, ...undated.slice(0, 100).map((event) => h("li", {}, eventLink(model, event))))) : "");
  }
  return { element, update, twin: () => twin(model), destroy() {} };
}

const eventLink = (model, event) => h("a", { href: href({ sel: `event:${model.events[event].i}`, path: "" }) }, name(eventName(model.events[event])));

/** Rows in which bars do not overlap: the long ones first, each in the first row that is free. */
function packed(model, events) {
  const rows = [];
  const order = [...events].sort((a, b) => {
    const [x, y] = [model.events[a].months, model.events[b].months];
    return (y.last - y.first) - (x.last - x.first) || x.first - y.first || a - b;
  });
  return order.map((event) => {
    const { first, last } = model.events[event].months;
    let row = rows.findIndex((taken) => taken.every(([from, to]) => last < from || first > to));
    if (row < 0) row = rows.push([]) - 1;
    rows[row].push([first, last]);
    return [event, row];
  });
}

function bars(model, events) {
  const { firstMonth, lastMonth } = model;
  const span = lastMonth - firstMonth + 1;
  const state = get();
  const months = Array.from({ length: span }, (_, i) => firstMonth + i);
  const head = months.map((month, i) => h("div", { class: `head${month % 12 === 0 || i === 0 ? " first" : ""}`, css: { "grid-column": String(i + 1), "grid-row": "1" } }, monthName(month), month % 12 === 0 || i === 0 ? h("small", {}, ` ${Math.floor(month / 12)}`) : ""));
  const items = packed(model, events).map(([number, row]) => {
    const event = model.events[number];
    const { first, last, precision } = event.months;
    const crime = event.c?.length ? label(event.c[0]) : "";
    const who = event.who.filter((one) => one !== model.reports[model.entries[event.e].r]?.publisher).map((one) => short(one, 24));
    const title = [eventName(event), date(event.d), crime, who.join(", ")].filter(Boolean).join("\n");
    return [first, row, h("a", { class: `event ${precision}`, href: href({ sel: `event:${event.i}`, path: "" }), "aria-current": state.sel === `event:${event.i}` ? "true" : null, title, css: { "grid-column": `${first - firstMonth + 1} / ${last - firstMonth + 2}`, "grid-row": String(row + 2) } },
      h("strong", {}, capital(term(event.t))), event.n ? h("em", {}, name(event.n)) : null, crime ? h("span", { class: "about" }, crime) : null, who.length ? h("span", { class: "who" }, name(who.slice(0, 3).join(", ")), who.length > 3 ? ` +${who.length - 3}` : "") : null)];
  });
  const ordered = items.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , item]) => item);
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("timeline") }, h("div", { class: "weeks", css: { "--months": String(span) } }, ...head, ...ordered));
}

/** Past what can be drawn one by one: a column a month, quarter or year; events known only by their year stand apart. */
function columns(model, events, span) {
  const step = span <= 72 ? 1 : span <= 200 ? 3 : 12;
  const bins = new Map();
  const years = new Map();
  for (const number of events) {
    const { first, precision } = model.events[number].months;
    const target = precision === "year" && step < 12 ? years : bins;
    const key = target === years ? Math.floor(first / 12) * 12 : Math.floor(first / step) * step;
    target.set(key, (target.get(key) ?? 0) + 1);
  }
  const most = Math.max(1, ...bins.values());
  const [earliest, latest] = [Math.min(...bins.keys()), Math.max(...bins.keys())];
  for (let bin = earliest; bin <= latest; bin += step) if (!bins.has(bin)) bins.set(bin, 0); // an empty quarter is a fact as well
  const name = (bin) => (step === 12 ? String(Math.floor(bin / 12)) : step === 3 ? t("quarter", { q: String(Math.floor((bin % 12) / 3) + 1), year: String(Math.floor(bin / 12)) }) : `${monthName(bin)} ${Math.floor(bin / 12)}`);
  const narrow = (bin, width) => set({ from: monthText(bin), to: monthText(bin + width - 1) });
  return h("div", {},
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("timeline") }, h("div", { class: "columns" }, ...[...bins].sort((a, b) => a[0] - b[0]).map(([bin, n]) => h("button", { class: "column", title: `${name(bin)}: ${count("events", n)}`, "aria-label": `${name(bin)}: ${count("events", n)}`, onclick: () => narrow(bin, step) }, h("span", { class: "fill", css: { height: `${(100 * n) / most}%` } }), h("small", {}, name(bin)))))),
    years.size ? h("p", { class: "hint" }, t("yearOnly"), " ", ...[...years].sort((a, b) => a[0] - b[0]).map(([year, n]) => h("button", { onclick: () => narrow(year, 12) }, `${Math.floor(year / 12)}: ${n}`))) : null);
}

export function eventTable(model, events) {
  const names = (numbers) => (numbers ?? []).map((one) => label(one)).join("; ");
  return table(t("table.events"), "events", [
    { title: t("event"), value: (event) => eventName(model.events[event]), cell: (event) => eventLink(model, event) },
    { title: t("type"), value: (event) => term(model.events[event].t) },
    { title: t("date"), value: (event) => model.events[event].d ?? "", cell: (event) => date(model.events[event].d) },
    { title: t("who"), value: (event) => names(model.events[event].who), cell: (event) => model.events[event].who.flatMap((who, i) => [i ? "; " : "", thingLink(model, who)]) },
    { title: t("crimes"), value: (event) => names(model.events[event].c) },
    { title: t("place"), value: (event) => names(model.events[event].p) },
  ], [...events].sort((a, b) => collate(model.events[a].d ?? "", model.events[b].d ?? "") || a - b));
}

const twin = (model) => eventTable(model, visible(model, get()).events);
