// The words of the reports, with what matters in them marked.
import { h } from "./dom.js";
import { pieces, unitsOf } from "./text.js";
import { date, label, reportName, t } from "./i18n.js";
import { href } from "./state.js";

const LONG = 700;
const CONTEXT = 160;

/** Spans of the entry that name one of `things`. */
export function spansOf(entry, things) {
  return (entry.m ?? []).filter((mention) => things.has(mention[2])).map(([begin, end]) => [begin, end]);
}

/** From where to where a text is shown: all of it, or what stands around the marked words. */
function stretch(text, spans) {
  if (text.length <= LONG) return [0, text.length];
  if (!spans.length) return [0, LONG];
  const unit = unitsOf(text);
  const begin = Math.max(0, unit(spans.reduce((least, span) => Math.min(least, span[0]), Infinity)) - CONTEXT);
  const last = unit(spans.reduce((most, span) => Math.max(most, span[1]), 0));
  return [begin, Math.min(text.length, last + CONTEXT, begin + 3 * LONG)];
}

function marked(text, spans, from, to) {
  let at = 0;
  const out = [];
  for (const [words, marks] of pieces(text, spans)) {
    const shown = words.slice(Math.max(from - at, 0), Math.max(to - at, 0));
    at += words.length;
    if (shown) out.push(marks.length ? h("mark", { class: marks.includes("name") ? "name" : "evidence" }, shown) : shown);
  }
  return out;
}

/** A quotation: the entry's text, `names` in one colour and `evidence` in another, and where it stands. */
export function quote(model, number, { names = [], evidence = [] } = {}) {
  const entry = model.entries[number];
  const report = model.reports[entry.r];
  const spans = [...names.map(([begin, end]) => [begin, end, "name"]), ...evidence.map(([begin, end]) => [begin, end, "evidence"])];
  const block = h("blockquote", { class: "quote", dir: "auto", lang: report?.language });
  const draw = ([from, to]) => {
    block.replaceChildren(from > 0 ? "… " : "", ...marked(entry.t, spans, from, to), to < entry.t.length ? " … " : "");
    if (to - from < entry.t.length) block.append(h("button", { class: "plain", onclick: () => draw([0, entry.t.length]) }, t("quote.whole")));
  };
  draw(stretch(entry.t, spans));
  const where = [reportName(report), date(entry.d), entry.g?.map(label).join(", "), t("entry.number", { n: entry.n })].filter(Boolean).join(" · ");
  const to = href({ view: "report", table: "", sel: `entry:${entry.i}`, report: report?.i ?? "", path: "" });
  return h("figure", { class: "cited" }, block, h("figcaption", {}, h("a", { href: to }, where)));
}

/** What an event's quote marks: those it involves (or only `who`), and the words that evoked it. */
export function eventQuote(model, number, who = null) {
  const event = model.events[number];
  const entry = model.entries[event.e];
  return quote(model, event.e, { names: spansOf(entry, new Set(who ?? event.who)), evidence: event.v ?? [] });
}
