// The page: reads the data, builds the frame, and draws what the state says whenever it changes.
import { h, replace } from "./dom.js";
import { load } from "./data.js";
import { showDetails } from "./details.js";
import { showFilters } from "./filters.js";
import { isFiltered } from "./filter.js";
import { searchBox } from "./search.js";
import { reportName, speak, t } from "./i18n.js";
import * as state from "./state.js";
import { networkView } from "./views/network.js";
import { matrixView } from "./views/matrix.js";
import { timelineView } from "./views/timeline.js";
import { mapView } from "./views/map.js";
import { reportView } from "./views/report.js";

const VIEWS = { network: networkView, matrix: matrixView, timeline: timelineView, map: mapView, report: reportView };

function themeButton(changed) {
  const dark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  return h("button", { class: "icon", "aria-label": t("theme"), title: t("theme"), onclick: () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    changed();
  } }, "◐");
}

function languageChoice(model, current) {
  const names = Object.entries(model.strings).map(([tag, words]) => h("option", { value: tag, selected: tag === current, lang: tag }, words.language));
  return h("select", { class: "languages", "aria-label": t("language.choose"), onchange: (change) => state.set({ lang: change.target.value }) }, ...names);
}

class Page {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.language = null;
    this.views = {};
    state.listen(() => this.draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.retheme());
    addEventListener("keydown", (press) => this.#key(press));
    this.#paper();
    root.addEventListener("click", (press) => this.#link(press));
    this.draw();
  }

  #frame() {
    const { model, root } = this;
    Object.values(this.views).forEach((view) => view.destroy());
    this.views = {};
    this.language = speak(model, state.get().lang || model.start?.lang || "en");
    this.tabs = h("nav", { class: "tabs", "aria-label": t("views") });
    this.filters = h("div", { class: "filters" });
    this.stage = h("div", { class: "view" });
    this.details = h("aside", { class: "details", "aria-label": t("details"), tabindex: "-1" });
    this.drawer = h("details", { class: "drawer", open: matchMedia("(min-width: 900px)").matches }, h("summary", {}, t("filters")), this.filters);
    const title = model.reports.length === 1 ? reportName(model.reports[0]) : t("title.reports", { n: model.reports.length });
    document.title = `${title} · csgraph`;
    replace(root,
      h("a", { class: "skip", href: "#main", onclick: (press) => (press.preventDefault(), this.main.focus()) }, t("skip")),
      h("header", {}, h("h1", {}, h("bdi", {}, title)), searchBox(model), this.tabs, h("div", { class: "settings" }, languageChoice(model, this.language), themeButton(() => this.retheme()), h("button", { class: "icon", "aria-label": t("print"), title: t("print"), onclick: () => print() }, "⎙"))),
      h("div", { class: "columns-3" }, h("section", { class: "side", "aria-label": t("filters") }, this.drawer), (this.main = h("main", { id: "main", tabindex: "-1" }, this.stage)), this.details));
  }

  draw() {
    const now = state.get();
    if ((now.lang || this.model.start?.lang || "en") !== this.language && !(this.language === "en" && !this.model.strings[now.lang] && now.lang)) this.#frame();
    else if (!this.language) this.#frame();
    this.#tabs(now);
    showFilters(this.model, this.filters);
    this.drawer.classList.toggle("active", isFiltered(now));
    this.#view(now);
    const chosen = `${now.sel} ${now.path}`;
    showDetails(this.model, this.details);
    this.details.classList.toggle("open", Boolean(now.sel || now.path.includes("~") && !now.path.endsWith("~")));
    if (this.chosen !== undefined && this.chosen !== chosen && now.sel && matchMedia("(max-width: 899px)").matches) this.details.scrollIntoView({ block: "start", behavior: "instant" });
    this.chosen = chosen;
  }

  #tabs(now) {
    replace(this.tabs,
      ...Object.keys(VIEWS).map((view) => h("a", { href: state.href({ view }), "aria-current": now.view === view ? "page" : null }, t(view))),
      h("a", { class: "twin-switch", role: "button", "aria-pressed": String(Boolean(now.table)), href: state.href({ table: now.table ? "" : "1" }) }, t(now.table ? "asPicture" : "asTable")));
  }

  #view(now) {
    const key = VIEWS[now.view] ? now.view : "network";
    const view = (this.views[key] ??= VIEWS[key](this.model));
    if (now.table) return void replace(this.stage, view.twin());
    if (this.stage.firstChild !== view.element) replace(this.stage, view.element);
    view.update();
  }

  retheme() {
    this.views.network?.retheme?.();
    this.draw();
  }

  /** Paper is light, and shows the network as lines and letters instead of a canvas of the screen's size. */
  #paper() {
    const { dataset } = document.documentElement;
    let before;
    addEventListener("beforeprint", () => {
      before = dataset.theme;
      dataset.theme = "light";
      if (this.stage.contains(this.views.network?.element)) this.views.network.print();
    });
    addEventListener("afterprint", () => {
      if (before === undefined) delete dataset.theme;
      else dataset.theme = before;
      this.views.network?.print(false);
    });
  }

  /** Links within the page are followed here; with a modifier key they are the browser's, and open beside. */
  #link(press) {
    const link = press.target.closest?.("a[href]");
    const to = link?.getAttribute("href");
    if (!to?.startsWith("#") || link.classList.contains("skip") || press.button || press.ctrlKey || press.metaKey || press.shiftKey || press.altKey) return;
    press.preventDefault();
    state.follow(to);
  }

  #key(press) {
    if (press.target.closest?.("input, select, textarea") || press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.key === "/") {
      press.preventDefault();
      document.getElementById("search").focus();
    } else if (press.key === "Escape" && (state.get().sel || state.get().path)) state.set({ sel: "", path: "" });
  }
}

const root = document.getElementById("csgraph");
load((data) => replace(root, h("p", { role: "status", class: "loading" }, `${data.entries?.length ?? 0} …`)))
  .then((model) => {
    state.start({ crime: model.start?.crime ?? "", sel: model.start?.sel ?? "", region: model.start?.region ?? "" });
    const page = new Page(model, root);
    globalThis.csgraph = { model, state, page };
    document.documentElement.dataset.ready = "true";
  })
  .catch((fault) => {
    replace(root, h("p", { role: "alert", class: "loading" }, String(fault.message)));
    throw fault;
  });
