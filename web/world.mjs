// Projects the base map once, when the page's scripts are built: the page carries finished SVG paths and no geometry library.
// Beside the map stands the middle of each country's largest part, for places of which only the country is known.
// Natural Earth (public domain) by way of world-atlas, 1:110m, in the Natural Earth I projection, 960 units wide.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const WIDTH = 960;
const HEIGHT = 480;

const require = createRequire(import.meta.url);
const read = (file) => JSON.parse(readFileSync(require.resolve(file), "utf8"));

/** ISO 3166-1 alpha-2 → [latitude, longitude]. */
function middles() {
  const atlas = read("world-atlas/countries-50m.json");
  const alpha2 = new Map(read("i18n-iso-countries/codes.json").map(([two, , number]) => [number, two]));
  const out = {};
  for (const country of feature(atlas, atlas.objects.countries).features) {
    const code = alpha2.get(country.id);
    if (!code) continue;
    const { type, coordinates } = country.geometry;
    const parts = (type === "Polygon" ? [coordinates] : coordinates).map((one) => ({ type: "Polygon", coordinates: one }));
    const largest = parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
    out[code] = geoCentroid(largest).reverse().map((degrees) => Math.round(degrees * 100) / 100);
  }
  return Object.fromEntries(Object.entries(out).sort());
}

export function writeWorld(target) {
  const topology = read("world-atlas/countries-110m.json");
  const countries = topology.objects.countries;
  const projection = geoNaturalEarth1().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const world = {
    width: WIDTH,
    height: HEIGHT,
    scale: projection.scale(),
    translate: projection.translate(),
    middles: middles(),
    sphere: path({ type: "Sphere" }),
    land: path(feature(topology, topology.objects.land)),
    borders: path(mesh(topology, countries, (a, b) => a !== b)),
  };
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `// Written by world.mjs.\nexport const world = ${JSON.stringify(world)};\n`);
}
