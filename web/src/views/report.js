// The report as it reads: every name marked and linked, the words that evoked an event marked, and what was not understood.
import { h, name } from "../dom.js";
import { visible } from "../filter.js";
import { capital, collate, date, label, reportName, t, term } from "../i18n.js";
import { pieces } from "../text.js";
import { get, href, set } from "../state.js";
import { selected, thingLink } from "../details.js";
import { table } from "../table.js";

const AT_ONCE = 60;

function reportOf(model, state) {
  const { kind, values } = selected(model, state.sel);
  const asked = model.reports.findIndex((report) => report.i === state.report);
  if (asked >= 0) return asked;
  if (kind === "entry") return model.entries[values[0]].r;
  if (kind === "event") return model.entries[model.events[values[0]].e].r;
  return 0;
}

/** Entries that the selection is about. */
function chosenEntries(model, state) {
  const { kind, values } = selected(model, state.sel);
  if (kind === "entry") return new Set(values);
  if (kind === "event") return new Set([model.events[values[0]].e]);
  return new Set();
}

export function reportView(model) {
  const element = h("div", { class: "reader" });
  let last = "";
  let limit = AT_ONCE;

  function update() {
    const state = get();
    const number = reportOf(model, state);
    const report = model.reports[number];
    const chosen = chosenEntries(model, state);
    const { events, narrowed } = visible(model, state);
    const all = model.entries.flatMap((entry, at) => (entry.r === number ? [at] : []));
    const here = all.filter((entry) => !narrowed || chosen.has(entry) || (model.eventsIn.get(entry) ?? []).some((event) => events.has(event)));
    const needed = Math.max(...[...chosen].map((entry) => here.indexOf(entry) + 1), 0);
    if (last !== `${number}`) limit = AT_ONCE;
    limit = Math.max(limit, Math.ceil(needed / AT_ONCE) * AT_ONCE);
    const more = h("button", { hidden: here.length <= limit, onclick: () => ((limit += AT_ONCE), update()) }, t("more", { n: here.length - limit }));
    element.replaceChildren(
      h("div", { class: "bar" },
        model.reports.length > 1 ? h("label", {}, t("report"), " ", h("select", { onchange: (change) => set({ report: change.target.value, sel: "" }) }, ...model.reports.map((one, i) => h("option", { value: one.i, selected: i === number }, reportName(one))))) : h("strong", {}, name(reportName(report))),
        h("span", { class: "status" }, narrowed ? t("report.some", { n: here.length, of: all.length }) : t("report.all", { n: all.length })),
        h("span", { class: "spring" }),
        h("span", { class: "key" }, ...["organization", "place", "region", "crime"].map((kind) => h("span", {}, h("mark", { class: `m ${kind}` }, t(`kind.${kind}`)))), h("span", {}, h("mark", { class: "evidence" }, t("evidence.short"))), h("span", {}, h("mark", { class: "m finding" }, t("finding"))))),
      report?.findings?.length ? h("ul", { class: "findings" }, ...report.findings.map((message) => h("li", {}, message))) : "",
      h("div", { class: "text", lang: report?.language, dir: "auto" }, ...here.slice(0, limit).map((entry) => paragraph(model, entry, chosen.has(entry)))), more);
    const target = element.querySelector(".entry.chosen");
    if (target && last !== `${number}${state.sel}`) requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
    last = `${number}`;
    if (target) last = `${number}${state.sel}`;
  }

  return { element, update, twin: () => twin(model), destroy() {} };
}

function paragraph(model, number, chosen) {
  const entry = model.entries[number];
  const { kind, values } = selected(model, get().sel);
  const lit = kind === "thing" || kind === "link" || kind === "cell" ? new Set(values) : new Set();
  const spans = [
    ...(entry.m ?? []).map(([begin, end, thing, rule]) => [begin, end, { thing, rule }]),
    ...(model.eventsIn.get(number) ?? []).flatMap((event) => (model.events[event].v ?? []).map(([begin, end]) => [begin, end, { event }])),
    ...(entry.f ?? []).filter(([begin, end]) => end > begin).map(([begin, end, finding, message]) => [begin, end, { finding: `${term(finding)}: ${message}` }]),
  ];
  const loose = (entry.f ?? []).filter(([begin, end]) => end <= begin);
  return h("p", { class: `entry${chosen ? " chosen" : ""}`, id: `entry-${number}` },
    h("a", { class: "when", href: href({ sel: `entry:${entry.i}`, path: "" }), title: t("entry.number", { n: entry.n }), "aria-label": `${entry.d ?? "·"}: ${t("entry.number", { n: entry.n })}`, lang: document.documentElement.lang }, entry.d ?? "·"),
    ...pieces(entry.t, spans).map(([words, marks]) => piece(model, words, marks, lit)),
    ...loose.map(([, , finding, message]) => h("span", { class: "note" }, `${term(finding)}: ${message}`)));
}

function piece(model, words, marks, lit) {
  const thing = marks.find((mark) => mark.thing !== undefined);
  const event = marks.find((mark) => mark.event !== undefined);
  const finding = marks.find((mark) => mark.finding);
  const classes = [finding ? "finding" : "", event && !thing ? "evidence" : ""];
  if (thing) {
    const { k } = model.things[thing.thing];
    const title = [`${label(thing.thing)} (${t(`kind.${k}`)})`, thing.rule ? t("rule", { rule: thing.rule }) : "", finding?.finding].filter(Boolean).join("\n");
    return h("a", { class: `m ${k} ${classes.join(" ")}${lit.has(thing.thing) ? " lit" : ""}`, href: href({ sel: model.key(thing.thing), path: "" }), title }, words);
  }
  if (event) return h("a", { class: `evidence ${classes.join(" ")}`, href: href({ sel: `event:${model.events[event.event].i}`, path: "" }), title: [capital(term(model.events[event.event].t)), finding?.finding].filter(Boolean).join("\n") }, words);
  if (finding) return h("mark", { class: "m finding", title: finding.finding }, words);
  return words;
}

function twin(model) {
  const state = get();
  const number = reportOf(model, state);
  const rows = model.entries.flatMap((entry) => (entry.r === number ? (entry.m ?? []).map((mention) => ({ entry, mention })) : []));
  const words = ({ entry, mention }) => Array.from(entry.t).slice(mention[0], mention[1]).join("");
  return table(t("table.mentions"), "mentions", [
    { title: t("words"), value: words },
    { title: t("name"), value: (row) => label(row.mention[2]), cell: (row) => thingLink(model, row.mention[2]) },
    { title: t("kind"), value: (row) => t(`kind.${model.things[row.mention[2]].k}`) },
    { title: t("entry"), value: (row) => row.entry.n, cell: (row) => h("a", { href: href({ sel: `entry:${row.entry.i}`, path: "" }) }, String(row.entry.n)) },
    { title: t("date"), value: (row) => row.entry.d ?? "", cell: (row) => date(row.entry.d) },
    { title: t("rule.title"), value: (row) => row.mention[3] ?? "" },
  ], rows.sort((a, b) => a.entry.n - b.entry.n || a.mention[0] - b.mention[0] || collate(words(a), words(b))));
}
