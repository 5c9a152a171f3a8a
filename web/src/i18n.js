// Words of the interface and names of things in the language of the reader; both are data.
import { plain } from "./text.js";

let model = null;
let words = {};
let language = "en";

export function speak(newModel, tag) {
  model = newModel;
  language = model.strings[tag] ? tag : "en";
  words = { ...model.strings.en, ...model.strings[language] };
  document.documentElement.lang = language;
  return language;
}

/** A string of the interface; `{name}` in it is replaced. */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, field) => (typeof values[field] === "number" ? new Intl.NumberFormat(language).format(values[field]) : (values[field] ?? "")));
}

/** "1 event", "3 events". */
export function count(key, number) {
  const form = new Intl.PluralRules(language).select(number) === "one" ? "one" : "other";
  return t(`${key}.${form}`, { n: number });
}

function pick(names) {
  return typeof names === "string" ? names : (names[language] ?? names.en ?? names[""]);
}

export function label(number) {
  return pick(model.things[number].l);
}

/** The name in a picture: an acronym that the reports use, or the name. */
export function short(number, length = 60) {
  const thing = model.things[number];
  return plain(thing.s ?? pick(thing.l), length);
}

/** What the ontology calls one of its terms; a term without a label is written out. */
export function term(local) {
  const names = model.terms[local];
  if (names) return names[language] ?? names.en ?? Object.values(names)[0];
  const own = words[`term.${local}`];
  if (own !== undefined) return own;
  return local.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

/** A unit of measure; one that is not known stands as printed. */
export const unit = (name) => words[`unit.${name}`] ?? name;

export function capital(text) {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

export function date(text) {
  const found = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(text ?? "");
  if (!found) return t("undated");
  if (!found[2]) return t("year", { year: found[1] });
  const options = { year: "numeric", month: "long", ...(found[3] ? { day: "numeric" } : {}), timeZone: "UTC" };
  return new Intl.DateTimeFormat(language, options).format(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3] ?? 1)));
}

export function monthName(month) {
  return new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }).format(Date.UTC(Math.floor(month / 12), month % 12, 1));
}

export function number(value) {
  const digits = Number(value);
  return Number.isFinite(digits) ? new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(digits) : String(value);
}

/** A report by its title, or, where that is a whole sentence, by its publisher and year. */
export function reportName(report) {
  if (!report) return "";
  if (report.title.length <= 60 || report.publisher === undefined) return plain(report.title, 80);
  return `${label(report.publisher)} ${report.year ?? ""}`.trim();
}

/** "Workshop, April 2019": how an event without a name is called. */
export function eventName(event) {
  return event.n ? `${event.n}` : capital(term(event.t));
}

export function collate(a, b) {
  return a.localeCompare(b, language, { sensitivity: "base", numeric: true });
}
