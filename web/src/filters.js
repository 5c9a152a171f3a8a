// The filters at the side: one for each way of narrowing the view.
import { h, name, replace } from "./dom.js";
import { FIELDS, isFiltered, topCrimes, visible } from "./filter.js";
import { capital, collate, count, label, monthName, t, term } from "./i18n.js";
import { monthText, monthsOf } from "./data.js";
import { get, list, set, toggle } from "./state.js";
import { kindLook, sign } from "./picture.js";
import { gradeBadge } from "./details.js";

const open = new Set(["crime", "region", "kind", "type", "grade", "time"]);

function group(key, title, ...content) {
  return h("details", { open: open.has(key), ontoggle: (change) => (change.target.open ? open.add(key) : open.delete(key)) }, h("summary", {}, title), ...content);
}

function box(field, value, text, { number = null, before = null, checked = list(field).includes(value) } = {}) {
  return h("label", { class: "option" }, h("input", { type: "checkbox", checked, onchange: () => toggle(field, value), "data-key": `${field} ${value}` }), before, h("span", {}, text), number === null ? null : h("small", {}, String(number)));
}

/** How many events there are of each, whatever the filters say. */
function totals(model) {
  if (model.totals) return model.totals;
  const totals = { crime: new Map(), region: new Map(), type: new Map(), kind: new Map(), grade: new Map() };
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const event of model.events) {
    for (const crime of new Set((event.c ?? []).flatMap((one) => [...model.broader(one)]))) add(totals.crime, crime);
    for (const region of event.where) add(totals.region, region);
    add(totals.type, event.t);
  }
  for (const node of model.net.nodes) if (node >= 0) add(totals.kind, model.kindOf(node));
  for (const cell of model.coverage) add(totals.grade, cell.grade);
  return (model.totals = totals);
}

function crimeTree(model) {
  const { crime } = totals(model);
  const branch = (number, seen) => {
    const below = (model.children.get(number) ?? []).filter((child) => crime.has(child) && !seen.has(child)).sort((a, b) => crime.get(b) - crime.get(a) || collate(label(a), label(b)));
    const inside = new Set([...seen, number]);
    return h("li", {}, box("crime", model.key(number), name(capital(label(number))), { number: crime.get(number) }), below.length ? h("ul", {}, ...below.map((child) => branch(child, inside))) : null);
  };
  return h("ul", { class: "tree" }, ...topCrimes(model).filter((top) => crime.has(top)).sort((a, b) => crime.get(b) - crime.get(a) || collate(label(a), label(b))).map((top) => branch(top, new Set())));
}

const MANY_REGIONS = 40;

function sorted(map, text) {
  return [...map].sort((a, b) => b[1] - a[1] || collate(text(a[0]), text(b[0])));
}

function time(model) {
  if (!model.lastMonth) return null;
  const state = get();
  const from = monthsOf(state.from)?.first ?? model.firstMonth;
  const to = monthsOf(state.to)?.last ?? model.lastMonth;
  const words = (month) => `${monthName(month)} ${Math.floor(month / 12)}`;
  const slider = (key, value) => {
    const said = h("output", {}, words(value));
    const input = h("input", {
      type: "range", min: model.firstMonth, max: model.lastMonth, "aria-valuetext": words(value), "data-key": key,
      oninput: (change) => (said.textContent = words(Number(change.target.value))),
      onchange: (change) => {
        const month = Number(change.target.value);
        const end = key === "from" ? model.firstMonth : model.lastMonth;
        const other = key === "from" && month > to ? { to: monthText(month) } : key === "to" && month < from ? { from: monthText(month) } : {};
        set({ [key]: month === end ? "" : monthText(month), ...other });
      },
    });
    input.value = String(value);
    return h("label", { class: "range" }, h("span", {}, t(`time.${key}`)), input, said);
  };
  return group("time", t("time"), slider("from", from), slider("to", to));
}

/** Draws the filters anew and gives the focus back to the control that had it. */
export function showFilters(model, panel) {
  const state = get();
  const { events } = visible(model, state);
  const all = totals(model);
  const kept = document.activeElement?.closest?.("[data-key]")?.dataset.key;
  const regions = sorted(all.region, label).slice(0, MANY_REGIONS);
  const hidden = list("hide");
  replace(panel,
    h("p", { class: "count", role: "status" }, t("filters.count", { n: events.size, of: model.events.length })),
    isFiltered(state) ? h("button", { class: "clear", onclick: () => set(Object.fromEntries(FIELDS.map((field) => [field, ""]))) }, t("filters.clear")) : null,
    group("crime", t("crimes"), crimeTree(model)),
    regions.length ? group("region", t("regions"), ...regions.map(([region, n]) => box("region", model.key(region), name(label(region)), { number: n }))) : null,
    group("kind", t("kinds"), h("p", { class: "hint" }, t("kinds.hint")), ...sorted(all.kind, term).map(([kind, n]) => box("hide", kind, kind === "Other" ? t("kind.other") : capital(term(kind)), { number: n, before: sign(kindLook(model, kind)), checked: !hidden.includes(kind) }))),
    group("type", t("types"), ...sorted(all.type, term).map(([type, n]) => box("type", type, capital(term(type)), { number: n }))),
    all.grade.size ? group("grade", t("grades"), ...["A", "B", "C", "D"].filter((grade) => all.grade.has(grade)).map((grade) => box("grade", grade, t(`grade.short.${grade}`), { before: gradeBadge(grade) }))) : null,
    time(model),
    h("p", { class: "hint" }, count("entries", model.entries.length)));
  if (kept) [...panel.querySelectorAll("[data-key]")].find((input) => input.dataset.key === kept)?.focus();
}
