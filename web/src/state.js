// What is looked at: one flat record of strings, kept in the fragment of the address, so that a link shows the same
// and the browser's own back and forward work.

export const DEFAULTS = Object.freeze({
  view: "network", // network | matrix | timeline | map | report
  sel: "", // key of a thing, "event:…", "entry:…", "link:a~b", "cell:who~crime"
  focus: "", // keys of the things whose surroundings are shown, with commas
  depth: "1",
  path: "", // "a~b", or "a~" while the other end is being chosen
  crime: "",
  region: "",
  hide: "", // kinds that are not shown
  type: "",
  grade: "",
  from: "",
  to: "",
  colour: "", // kind | group | region
  layers: "",
  table: "",
  rows: "partner", // of the matrix
  fold: "", // crime types that are folded in the matrix
  report: "",
  lang: "",
});

const listeners = new Set();
let state = { ...DEFAULTS };

const encode = (text) => encodeURIComponent(text).replace(/%(2F|3A|2C|7E)/g, (code) => decodeURIComponent(code));

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function read(fragment) {
  const found = { ...DEFAULTS };
  for (const piece of fragment.replace(/^#/, "").split("&")) {
    const at = piece.indexOf("=");
    const key = piece.slice(0, at);
    if (at > 0 && Object.hasOwn(DEFAULTS, key)) found[key] = decode(piece.slice(at + 1));
  }
  return found;
}

export function write(next) {
  const pieces = Object.keys(DEFAULTS).filter((key) => next[key] !== DEFAULTS[key]).map((key) => `${key}=${encode(next[key])}`);
  return pieces.length ? `#${pieces.join("&")}` : "#";
}

export const get = () => state;

/** The address of the present state with `change`: for links that a reader may copy or open beside. */
export const href = (change) => write({ ...state, ...change });

export function set(change) {
  const next = { ...state, ...change };
  const fragment = write(next);
  if (fragment === write(state)) return;
  state = next;
  // In a notebook's frame (about:srcdoc) an address is read against that of the notebook: only the fragment may be set.
  location.hash = fragment;
  tell();
}

/** Does what a link made by `href` says. */
export const follow = (fragment) => set(read(fragment));

export const list = (field) => (state[field] ? state[field].split(",") : []);

export function toggle(field, value) {
  const values = list(field);
  set({ [field]: (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]).join(",") });
}

export const listen = (listener) => listeners.add(listener);

function tell() {
  for (const listener of listeners) listener(state);
}

export function start(initial) {
  state = location.hash.length > 1 ? read(location.hash) : { ...DEFAULTS, ...initial };
  addEventListener("hashchange", () => {
    const found = read(location.hash);
    if (write(found) === write(state)) return; // our own doing
    state = found;
    tell();
  });
}
