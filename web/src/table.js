// The table that stands beside every picture: the same facts, sortable, and to take away as CSV.
import { download, h, name } from "./dom.js";
import { collate, count, t } from "./i18n.js";

const AT_ONCE = 500;

/** `columns` are {title, value(row) → text or number, cell(row) → nodes}; rows are shown 500 at a time. */
export function table(caption, file, columns, rows) {
  let order = [...rows];
  let sorted = null;
  let shown = AT_ONCE;
  const body = h("tbody");
  const heads = columns.map((column, i) => h("th", { scope: "col", "aria-sort": "none" }, h("button", { class: "plain", onclick: () => sort(i) }, column.title)));
  const more = h("button", { onclick: () => ((shown += AT_ONCE), draw()) });

  function sort(i) {
    const down = sorted === i;
    const { value } = columns[i];
    order.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return typeof x === "number" && typeof y === "number" ? y - x : collate(String(x ?? ""), String(y ?? ""));
    });
    if (down) order.reverse();
    sorted = down ? null : i;
    const numeric = typeof value(order[0] ?? rows[0]) === "number";
    heads.forEach((head, at) => head.setAttribute("aria-sort", at !== i ? "none" : numeric === down ? "ascending" : "descending"));
    draw();
  }

  function draw() {
    body.replaceChildren(...order.slice(0, shown).map((row) => h("tr", {}, ...columns.map((column, i) =>
      h(i ? "td" : "th", i ? {} : { scope: "row" }, ...[column.cell ? column.cell(row) : textCell(column.value(row))].flat())))));
    more.textContent = t("more", { n: Math.max(0, order.length - shown) });
    more.hidden = order.length <= shown;
  }

  draw();
  const csv = h("button", { onclick: () => download(`${file}.csv`, "text/csv", `\ufeff${csvText(columns, order)}`) }, t("csv"));
  return h("div", { class: "twin" },
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      h("table", {}, h("caption", {}, caption, h("small", {}, ` ${count("rows", rows.length)}`)), h("thead", {}, h("tr", {}, ...heads)), body)),
    h("p", { class: "tools" }, more, csv));
}

const LONGEST = 300;

function textCell(value) {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  return name(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** RFC 4180; a cell that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvText(columns, rows) {
  const cell = (value) => {
    const text = String(value ?? "").replace(/^([=+\-@\t\r])/, (sign) => (typeof value === "number" ? sign : `'${sign}`));
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return [columns.map((column) => cell(column.title)), ...rows.map((row) => columns.map((column) => cell(column.value(row))))].map((line) => line.join(",")).join("\r\n");
}
