// Bundles every file of bundles/ into one script that a page can carry, and copies the licence texts of what went in.
// usage: node build.mjs OUT_DIR
import { readFileSync, writeFileSync, readdirSync, mkdirSync, existsSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { writeWorld } from "./world.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "dist"));
mkdirSync(out, { recursive: true });
writeWorld(join(here, "generated", "world.js"));

const entries = readdirSync(join(here, "bundles")).filter((name) => name.endsWith(".js")).sort();
const result = await esbuild.build({
  entryPoints: entries.map((name) => join(here, "bundles", name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  absWorkingDir: here,
  loader: { ".css": "empty" },
});

/** The folders below node_modules whose files went into the bundles. */
function packagesUsed(metafile) {
  const used = new Set(["world-atlas"]);
  for (const input of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input.split(sep).join("/"));
    if (found) used.add(found[1]);
  }
  for (const name of used) {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));
    // What a package was itself bundled from does not show in the inputs; what it depends on is named in either case.
    for (const other of Object.keys({ ...dependencies, ...peerDependencies })) if (existsSync(join(here, "node_modules", other))) used.add(other);
  }
  return [...used].sort();
}

function licenceOf(name) {
  const folder = join(here, "node_modules", name);
  const facts = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  const title = `${name} ${facts.version} (${facts.license ?? "see its text"})`;
  return [title, "=".repeat(title.length), ...(texts.length ? texts : ["The package states its licence in package.json only."])].join("\n\n");
}

const packages = packagesUsed(result.metafile);
writeFileSync(join(out, "LICENSES.txt"), packages.map(licenceOf).join("\n\n\n") + "\n");
for (const name of entries) {
  if (!existsSync(join(out, name))) throw new Error(`${name} was not written`);
}
