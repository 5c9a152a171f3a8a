// Partner × crime type: who covers what and how strongly, and where nobody does.
import { h, name } from "../dom.js";
import { topCrimes, visible } from "../filter.js";
import { collate, count, date, label, short, t } from "../i18n.js";
import { get, href, list, set, toggle } from "../state.js";
import { cellKey, gradeBadge, thingLink } from "../details.js";
import { table } from "../table.js";

const ROWS = 150;

/** Cells by row and crime type; a row is a partner, or a region with the best grade of its events. */
function grid(model) {
  const state = get();
  const { cells, events } = visible(model, state);
  const rows = new Map();
  const put = (row, crime, cell) => {
    if (!rows.has(row)) rows.set(row, new Map());
    const known = rows.get(row).get(crime);
    if (!known || cell.grade < known.grade) rows.get(row).set(crime, cell);
  };
  for (const cell of cells) {
    if (state.rows === "partner") put(cell.who, cell.crime, cell);
    else for (const region of new Set(cell.events.filter((event) => events.has(event)).flatMap((event) => model.events[event].where))) put(region, cell.crime, cell);
  }
  return rows;
}

/**
 * The crime types that have a cell, each below the type that contains it, the most covered first. A type that contains nothing
 * but one other is left out: its column would be the other's twice.
 */
function columns(model, rows) {
  const direct = new Set(model.events.flatMap((event) => event.c ?? []));
  const used = new Set([...rows.values()].flatMap((cells) => [...cells.keys()]).filter((crime) => direct.has(crime)));
  const wanted = new Set([...used].flatMap((crime) => [...model.broader(crime)]));
  const folded = new Set(list("fold").map((key) => model.byKey.get(key)));
  const below = (crime) => (model.children.get(crime) ?? []).filter((child) => wanted.has(child));
  const weight = new Map();
  const weighed = (crime) => {
    if (!weight.has(crime)) weight.set(crime, [...rows.values()].filter((cells) => [...model.narrower(crime)].some((one) => cells.has(one))).length);
    return weight.get(crime);
  };
  const out = [];
  const seen = new Set();
  const walk = (crime) => {
    if (!wanted.has(crime) || seen.has(crime)) return;
    seen.add(crime);
    const inside = below(crime).sort((a, b) => weighed(b) - weighed(a) || collate(label(a), label(b)));
    const shown = used.has(crime) || inside.length > 1 || (inside.length && folded.has(crime));
    if (shown) out.push({ crime, parent: inside.length > 0, folded: folded.has(crime) });
    if (!folded.has(crime)) inside.forEach(walk);
  };
  for (const top of topCrimes(model).sort((a, b) => weighed(b) - weighed(a) || collate(label(a), label(b)))) walk(top);
  return out;
}

/** The cell of a crime type: its own, or the strongest of what lies below a folded or broader one. */
function cellOf(model, cells, crime) {
  const own = cells.get(crime);
  let best = own;
  for (const below of model.narrower(crime)) {
    const cell = cells.get(below);
    if (cell && (!best || cell.grade < best.grade)) best = cell;
  }
  if (!best) return null;
  const direct = best === own && own.exact === own.grade;
  return { grade: best.grade, direct, crime: own ? crime : best.crime, who: best.who };
}

const WORTH = { A: 1000, B: 100, C: 10, D: 1 };

function ranked(model, rows) {
  const worth = (cells) => [...cells.values()].reduce((sum, cell) => sum + (WORTH[cell.grade] ?? 0), 0);
  return [...rows].map(([row, cells]) => [row, cells, worth(cells)]).sort((a, b) => b[2] - a[2] || collate(label(a[0]), label(b[0])));
}

function head(model, column) {
  const key = model.key(column.crime);
  return h("th", { scope: "col", class: `crime${column.parent ? " parent" : ""}` },
    h("div", { class: "upright" },
      column.parent ? h("button", { class: "fold", "aria-expanded": String(!column.folded), "aria-label": t(column.folded ? "unfold" : "fold", { name: label(column.crime) }), onclick: () => toggle("fold", key) }, column.folded ? "+" : "−") : null,
      h("a", { href: href({ sel: key, path: "" }), title: label(column.crime) }, name(short(column.crime, 34)))));
}

export function matrixView(model) {
  const element = h("div", { class: "matrix" });

  function update() {
    const state = get();
    const rows = grid(model);
    const shown = columns(model, rows);
    const order = ranked(model, rows);
    let limit = ROWS;
    const body = h("tbody");
    const more = h("button", { onclick: () => ((limit += ROWS), fill()) }, t("more", { n: "" }));
    const fill = () => {
      body.replaceChildren(...order.slice(0, limit).map(([row, cells]) => line(model, state, row, cells, shown)));
      more.hidden = order.length <= limit;
      more.textContent = t("more", { n: order.length - limit });
      rove(body);
    };
    fill();
    element.replaceChildren(
      h("div", { class: "bar" },
        h("div", { class: "switch", role: "group", "aria-label": t("matrix.rows") }, ...["partner", "region"].map((rowsBy) => h("button", { "aria-pressed": String(state.rows === rowsBy), onclick: () => set({ rows: rowsBy }) }, t(`matrix.${rowsBy}`)))),
        h("span", { class: "status" }, t("matrix.shown", { rows: order.length, columns: shown.length })),
        h("span", { class: "spring" }),
        h("span", { class: "key" }, ...["A", "B", "C", "D"].map((grade) => h("span", {}, gradeBadge(grade), " ", t(`grade.short.${grade}`))), h("span", {}, h("span", { class: "grade derived grade-D" }, "D"), " ", t("derived")), h("span", {}, h("span", { class: "grade gap" }, "·"), " ", t("gap")))),
      order.length
        ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("matrix") },
            h("table", { class: "cells" }, h("caption", { class: "hidden" }, t("matrix.caption")),
              h("thead", {}, h("tr", {}, h("td", { class: "corner" }), ...shown.map((column) => head(model, column)))), body,
              h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("matrix.total")), ...shown.map((column) => h("td", {}, String(order.filter(([, cells]) => cellOf(model, cells, column.crime)).length)))))), more)
        : h("p", { class: "nothing" }, t("nothing")),
      gaps(model, shown, order));
  }

  return { element, update, twin: () => twin(model), destroy() {} };
}

function line(model, state, row, cells, shown) {
  const selectedCell = state.sel.startsWith("cell:") ? state.sel : "";
  return h("tr", {}, h("th", { scope: "row" }, h("a", { href: href({ sel: model.key(row), path: "" }), title: label(row) }, name(short(row, 38)))),
    ...shown.map((column) => {
      const cell = cellOf(model, cells, column.crime);
      if (!cell) return h("td", { class: "gap" }, h("span", { "aria-label": t("gap.cell") }, "·"));
      const who = state.rows === "partner" ? row : cell.who;
      const key = cellKey(model, who, cell.crime);
      const title = `${short(row, 60)} × ${label(column.crime)}: ${t(`grade.${cell.grade}`)}`;
      return h("td", {}, h("button", { class: `grade grade-${cell.grade}${cell.direct ? "" : " derived"}`, tabindex: "-1", "aria-label": title, title, "aria-pressed": selectedCell === key ? "true" : null, onclick: () => set({ sel: key, path: "" }) }, cell.grade));
    }));
}

/** One stop for the tab key; the arrows go from cell to cell. */
function rove(body) {
  const buttons = [...body.querySelectorAll("button")];
  if (buttons[0]) buttons[0].tabIndex = 0;
  body.onkeydown = (press) => {
    const at = document.activeElement;
    const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    const step = steps[press.key];
    if (!step || !at.matches("td button")) return;
    press.preventDefault();
    let row = at.closest("tr");
    let index = [...row.children].indexOf(at.closest("td"));
    for (let tries = 0; tries < 400; tries++) {
      index += step[1];
      if (step[0]) row = step[0] > 0 ? row.nextElementSibling : row.previousElementSibling;
      const next = row?.children[index]?.querySelector("button");
      if (!row || index < 1 || index >= row.children.length) return;
      if (next) {
        buttons.forEach((button) => (button.tabIndex = -1));
        next.tabIndex = 0;
        return next.focus();
      }
    }
  };
}

/** Crime types that the reports name but nobody covers, and those that no report names. */
function gaps(model, shown, order) {
  const covered = new Set(order.flatMap(([, cells]) => [...cells.keys()].flatMap((crime) => [...model.broader(crime)])));
  const named = model.numbers("crime").filter((crime) => (model.namedIn.get(crime)?.length || model.eventsOf.get(crime)?.length) && !covered.has(crime));
  const silent = model.numbers("crime").filter((crime) => !model.namedIn.has(crime) && !model.eventsOf.has(crime) && !covered.has(crime));
  const listed = (crimes) => h("p", {}, ...crimes.sort((a, b) => collate(label(a), label(b))).flatMap((crime, i) => [i ? " · " : "", thingLink(model, crime)]));
  return h("div", { class: "gaps" },
    named.length ? h("details", { open: true }, h("summary", {}, count("gaps.named", named.length)), listed(named)) : null,
    silent.length ? h("details", {}, h("summary", {}, count("gaps.silent", silent.length)), listed(silent)) : null);
}

function twin(model) {
  const { cells } = visible(model, get());
  return table(t("matrix.caption"), "matrix", [
    { title: t("partner"), value: (cell) => label(cell.who), cell: (cell) => thingLink(model, cell.who) },
    { title: t("crime"), value: (cell) => label(cell.crime), cell: (cell) => h("a", { href: href({ sel: cellKey(model, cell.who, cell.crime), path: "" }) }, name(label(cell.crime))) },
    { title: t("grade"), value: (cell) => cell.grade, cell: (cell) => gradeBadge(cell.grade) },
    { title: t("events"), value: (cell) => cell.events.length },
    { title: t("first"), value: (cell) => cell.first ?? "", cell: (cell) => date(cell.first) },
    { title: t("last"), value: (cell) => cell.last ?? "", cell: (cell) => date(cell.last) },
  ], [...cells].sort((a, b) => a.grade.localeCompare(b.grade) || collate(label(a.who), label(b.who))));
}
