// Search over names, further names and acronyms, crime types in every language at hand, and the words of the reports.
import { h, name } from "./dom.js";
import { fold, plain } from "./text.js";
import { date, eventName, label, t, term } from "./i18n.js";
import { set, get } from "./state.js";

const SHOWN = 12;

function index(model) {
  const rows = [];
  model.things.forEach((thing, number) => {
    const names = [...(typeof thing.l === "string" ? [thing.l] : Object.values(thing.l)), thing.s ?? "", ...(thing.a ?? [])].filter(Boolean);
    const weight = (model.eventsOf.get(number)?.length ?? 0) * 2 + (model.namedIn.get(number)?.length ?? 0);
    rows.push({ kind: thing.k, number, names, folded: names.map(fold), weight });
  });
  model.events.forEach((event, number) => event.n && rows.push({ kind: "event", number, names: [event.n], folded: [fold(event.n)], weight: 1 }));
  return rows;
}

/** Exact names first, then beginnings of names, of words, and anything inside, what no report names after all these; entries whose text has the words last. */
export function find(model, query) {
  model.searchIndex ??= index(model);
  const wanted = fold(query);
  if (!wanted) return [];
  const found = [];
  for (const row of model.searchIndex) {
    let best = 9;
    let by = 0;
    row.folded.forEach((text, i) => {
      const rank = text === wanted ? 0 : text.startsWith(wanted) ? 1 : ` ${text}`.includes(` ${wanted}`) ? 2 : wanted.length > 2 && text.includes(wanted) ? 3 : 9;
      if (rank < best) [best, by] = [rank, i];
    });
    if (best < 9) found.push({ ...row, rank: best + (row.weight || !best ? 0 : 3), matched: row.names[by] });
  }
  found.sort((a, b) => a.rank - b.rank || b.weight - a.weight || a.names[0].localeCompare(b.names[0]));
  if (found.length < SHOWN && wanted.length > 2) {
    model.foldedEntries ??= model.entries.map((entry) => fold(entry.t));
    for (let number = 0; number < model.entries.length && found.length < SHOWN; number++) if (model.foldedEntries[number].includes(wanted)) found.push({ kind: "entry", number, matched: "" });
  }
  return found.slice(0, SHOWN);
}

function keyOf(model, row) {
  if (row.kind === "event") return `event:${model.events[row.number].i}`;
  if (row.kind === "entry") return `entry:${model.entries[row.number].i}`;
  return model.key(row.number);
}

function text(model, row) {
  if (row.kind === "event") return [eventName(model.events[row.number]), term(model.events[row.number].t)];
  if (row.kind === "entry") return [plain(model.entries[row.number].t, 70), date(model.entries[row.number].d)];
  const shown = label(row.number);
  return [shown, [row.matched !== shown ? row.matched : "", t(`kind.${row.kind}`)].filter(Boolean).join(" · ")];
}

export function searchBox(model) {
  const options = h("ul", { role: "listbox", id: "found", "aria-label": t("search"), hidden: true });
  const input = h("input", { type: "search", role: "combobox", id: "search", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", "aria-label": t("search"), placeholder: t("search.hint"), autocomplete: "off", spellcheck: "false" });
  let rows = [];
  let at = -1;

  function choose(row) {
    const { path } = get();
    close();
    input.value = "";
    if (path.endsWith("~") && ["organization", "region"].includes(row.kind)) set({ path: `${path}${keyOf(model, row)}`, sel: "" });
    else set({ sel: keyOf(model, row), path: "", ...(row.kind === "entry" ? { view: "report", report: model.reports[model.entries[row.number].r]?.i ?? "", table: "" } : {}) });
  }

  function close() {
    options.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show() {
    rows = find(model, input.value);
    at = rows.length ? 0 : -1;
    options.replaceChildren(...rows.map((row, i) => {
      const [first, second] = text(model, row);
      return h("li", { role: "option", id: `found-${i}`, onpointerdown: (press) => (press.preventDefault(), choose(row)) }, name(first), " ", h("small", {}, name(second)));
    }), ...(rows.length || !input.value ? [] : [h("li", { role: "option", "aria-disabled": "true", class: "none" }, t("search.none"))]));
    options.hidden = !input.value;
    input.setAttribute("aria-expanded", String(!options.hidden));
    mark();
  }

  function mark() {
    [...options.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `found-${at}`);
    else input.removeAttribute("aria-activedescendant");
    options.children[at]?.scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (press) => {
    if (press.key === "Escape") return close();
    if (press.key === "Enter" && rows[at]) return press.preventDefault(), choose(rows[at]);
    if (press.key === "ArrowDown") at = Math.min(rows.length - 1, at + 1);
    else if (press.key === "ArrowUp") at = Math.max(0, at - 1);
    else return;
    press.preventDefault();
    mark();
  });
  return h("div", { class: "search" }, input, options);
}
