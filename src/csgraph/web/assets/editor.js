// The SPARQL page without its editor: a text area, and results as a table. The bundle of web/ takes its place where it was built.
const form = document.getElementById("ask");
const query = document.getElementById("query");
const status = document.getElementById("status");
const result = document.getElementById("result");

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  if (term.type !== "uri") made.append(element("bdi", term.value, term["xml:lang"] ? { lang: term["xml:lang"] } : {}));
  else if (/^https?:/.test(term.value)) made.append(element("a", term.value, { href: term.value.startsWith(form.dataset.base) ? `${form.dataset.root}/id/${term.value.slice(form.dataset.base.length)}` : term.value }));
  else made.append(element("bdi", term.value));
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

async function run() {
  status.className = "";
  status.textContent = "…";
  result.replaceChildren();
  history.replaceState(null, "", `#${new URLSearchParams({ query: query.value })}`);
  const begun = performance.now();
  try {
    const headers = { accept: "application/sparql-results+json, text/turtle;q=0.9" };
    const answer = await fetch(form.dataset.endpoint, { method: "POST", body: new URLSearchParams({ query: query.value }), headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.trim());
    const isRows = answer.headers.get("content-type").includes("json");
    const data = isRows ? JSON.parse(text) : null;
    if (!data) result.append(element("pre", text));
    else if ("boolean" in data) result.append(element("p", data.boolean ? "yes" : "no"));
    else result.append(table(data));
    status.textContent = `${data?.results ? `${data.results.bindings.length} rows, ` : ""}${Math.round(performance.now() - begun)} ms`;
  } catch (fault) {
    status.className = "fault";
    status.textContent = fault.message;
  }
}

form.addEventListener("submit", (press) => (press.preventDefault(), run()));
query.addEventListener("keydown", (press) => press.key === "Enter" && (press.ctrlKey || press.metaKey) && (press.preventDefault(), run()));
document.getElementById("example").addEventListener("change", (choice) => choice.target.value && (query.value = choice.target.value));
const kept = new URLSearchParams(location.hash.slice(1)).get("query");
if (kept) query.value = kept;
