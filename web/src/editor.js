// A SPARQL editor that completes the vocabulary, and results as a table. It lives in a shadow root, where its styles need no leave of the
// page's Content-Security-Policy.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history as editHistory, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { sparql } from "codemirror-lang-sparql";

const form = document.getElementById("ask");
const field = document.getElementById("query");
const status = document.getElementById("status");
const result = document.getElementById("result");
const known = JSON.parse(document.getElementById("terms").textContent);
const KEYWORDS = "SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES EXISTS NOT DISTINCT REDUCED ORDER BY GROUP HAVING LIMIT OFFSET ASC DESC COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG BOUND CONTAINS STRSTARTS REGEX".split(" ");

function complete(context) {
  const before = context.matchBefore(/[?$]?[\w:-]+/);
  if (!before && !context.explicit) return null;
  const variables = [...new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? [])].filter((name) => name !== before?.text);
  const options = [
    ...known.terms.map((label) => ({ label, type: "property" })),
    ...Object.entries(known.prefixes).map(([name, iri]) => ({ label: `${name}:`, detail: iri, type: "namespace" })),
    ...variables.map((label) => ({ label, type: "variable" })),
    ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
  ];
  return { from: before ? before.from : context.pos, options, validFor: /^[?$]?[\w:-]*$/ };
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** Only addresses of the web become links: an IRI may as well be one that runs. */
function cell(term) {
  const made = element("td");
  const { base, root } = form.dataset;
  if (!term) return made;
  if (term.type === "uri" && /^https?:/.test(term.value)) {
    made.append(element("a", term.value, { href: term.value.startsWith(base) ? `${root}/id/${term.value.slice(base.length)}` : term.value }));
  } else made.append(element("bdi", term.value, term["xml:lang"] ? { lang: term["xml:lang"] } : {}));
  return made;
}

function table(data) {
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const name of data.head.vars) head.append(element("th", name, { scope: "col" }));
  const body = made.createTBody();
  for (const row of data.results.bindings) body.insertRow().append(...data.head.vars.map((name) => cell(row[name])));
  return made;
}

const shown = (data) => ("boolean" in data ? element("p", data.boolean ? "yes" : "no") : table(data));

async function run() {
  const query = editor.state.doc.toString();
  status.className = "";
  status.textContent = "…";
  result.replaceChildren();
  window.history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  const begun = performance.now();
  try {
    const headers = { accept: "application/sparql-results+json, text/turtle;q=0.9" };
    const answer = await fetch(form.dataset.endpoint, { method: "POST", body: new URLSearchParams({ query }), headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.trim());
    const data = answer.headers.get("content-type").includes("json") ? JSON.parse(text) : null;
    result.append(data ? shown(data) : element("pre", text));
    status.textContent = `${data?.results ? `${data.results.bindings.length} rows, ` : ""}${Math.round(performance.now() - begun)} ms`;
  } catch (fault) {
    status.className = "fault";
    status.textContent = fault.message;
  }
}

const host = document.getElementById("editor");
const shadow = host.attachShadow({ mode: "open" });
const look = EditorView.theme({ "&": { border: "1px solid currentColor", borderRadius: "4px" }, ".cm-content": { caretColor: "currentColor", minHeight: "14em" }, ".cm-gutters": { background: "transparent" }, ".cm-activeLine": { background: "transparent" } });
const kept = new URLSearchParams(location.hash.slice(1)).get("query");
const editor = new EditorView({
  parent: shadow,
  root: shadow,
  state: EditorState.create({
    doc: kept ?? field.value,
    extensions: [
      keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, ...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
      lineNumbers(), highlightActiveLine(), editHistory(), closeBrackets(), bracketMatching(), sparql(), look,
      syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
      autocompletion({ override: [complete] }),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "SPARQL query" }),
    ],
  }),
});
field.hidden = true;
document.querySelector('label[for="query"]').hidden = true;
form.addEventListener("submit", (press) => (press.preventDefault(), run()));
document.getElementById("example").addEventListener("change", (choice) => {
  if (choice.target.value) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: choice.target.value } });
});
globalThis.csgraphEditor = editor;
