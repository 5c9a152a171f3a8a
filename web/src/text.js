// Strings as they are compared, shortened and cut into marked pieces. Spans count code points, JavaScript counts code units.

const LETTERS = { ø: "o", æ: "ae", å: "a", ß: "ss", đ: "d", ł: "l", œ: "oe", ı: "i", þ: "th", ð: "d" };

/** The comparison key of a string: no case, no accents, no punctuation. */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[øæåßđłœıþð]/g, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A label for a picture: one line, no direction marks, not too long. */
export function plain(text, length = 60) {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  const letters = Array.from(clean);
  return letters.length > length ? letters.slice(0, length - 1).join("") + "…" : clean;
}

/** Lines of about `width` letters, `lines` at most. */
export function wrapped(text, width = 18, lines = 2) {
  const out = [""];
  for (const word of plain(text, width * lines + 6).split(" ")) {
    const last = out[out.length - 1];
    if (!last) out[out.length - 1] = word;
    else if (last.length + word.length < width) out[out.length - 1] = `${last} ${word}`;
    else out.push(word);
  }
  const kept = out.slice(0, lines).map((line) => plain(line, width + 4));
  if (out.length > lines) kept[lines - 1] = plain(kept[lines - 1].replace(/…$/, ""), width + 3) + "…";
  return kept;
}

/** Maps code points to code units, for texts that have characters outside the basic plane. */
export function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => point;
  const units = [0];
  for (const letter of text) units.push(units[units.length - 1] + letter.length);
  return (point) => units[Math.min(point, units.length - 1)];
}

/**
 * Cuts `text` at the borders of all `spans` ([begin, end, mark]) and says for each piece which marks hold there.
 * Spans may overlap; out comes [[words, [mark, …]], …].
 */
export function pieces(text, spans) {
  const unit = unitsOf(text);
  const cuts = new Set([0, text.length]);
  const found = spans.map(([begin, end, mark]) => [unit(begin), unit(end), mark]).filter(([begin, end]) => begin < end && begin < text.length);
  for (const [begin, end] of found) cuts.add(begin).add(Math.min(end, text.length));
  const borders = [...cuts].sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < borders.length; i++) {
    const [from, to] = [borders[i], borders[i + 1]];
    out.push([text.slice(from, to), found.filter(([begin, end]) => begin <= from && to <= end).map(([, , mark]) => mark)]);
  }
  return out;
}
