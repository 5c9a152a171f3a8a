// Projects the base map once, when the page's scripts are built: the page carries finished SVG paths and no geometry library.
// Natural Earth (public domain) by way of world-atlas, 1:110m, in the Natural Earth I projection, 960 units wide.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const WIDTH = 960;
const HEIGHT = 480;

export function writeWorld(target) {
  const topology = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-110m.json"), "utf8"));
  const countries = topology.objects.countries;
  const projection = geoNaturalEarth1().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const world = {
    width: WIDTH,
    height: HEIGHT,
    scale: projection.scale(),
    translate: projection.translate(),
    sphere: path({ type: "Sphere" }),
    land: path(feature(topology, topology.objects.land)),
    borders: path(mesh(topology, countries, (a, b) => a !== b)),
  };
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `// Written by world.mjs.\nexport const world = ${JSON.stringify(world)};\n`);
}
