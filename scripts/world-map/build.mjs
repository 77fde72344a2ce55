// Makes meetings/pictures/world.json: the shapes of the world map and of the map of each continent. See README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { geoAzimuthalEqualArea, geoEqualEarth, geoGraticule } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import { territories } from "./territories.mjs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url)));
const atlas = (detail) => read(`./node_modules/world-atlas/countries-${detail}.json`);

const WIDTH = 10000; // tenths of a pixel of a picture 1000 pixels wide, so that whole numbers do
// Square units under which a country is a dot: 12 px² on the world, more where there is room.
const DOT = { world: 1200, continent: 4000 };
const SPECK = 100; // smaller than that, it has no shape beside its dot
const APART = { world: 66, continent: 110 }; // units between the centres of two dots
const ISLAND = 60; // smaller islands are left out, but for a country's largest
const WEIGHT = { world: 30, continent: 30 }; // triangles of fewer square units are simplified away

// Windows of the continents by M49 code: centre, then what must be seen [west, south, east, north].
const CONTINENTS = {
  "002": [[18, 1], [[-25, 15], [-10, 35], [10, 38], [36, 32.5], [58.5, -20], [20, -36], [-16, 32], [0, -36]]],
  "019": [[-78, 12], [[-150, 66], [-168, 62], [-60, 82], [-25, 70], [-34, -8], [-70, -57], [-110, 20], [-75, 79]]],
  142: [[88, 28], [[26, 40], [35, 12], [50, 53], [87, 56], [146, 45], [141, -9], [95, -11], [60, 5], [140, 30]]],
  150: [[14, 54], [[-24, 66], [-10, 36], [28, 34], [33, 70], [50, 60], [46, 43], [-20, 62], [15, 71.5]]],
  "009": [[170, -14], [[112, -22], [115, -36], [146, -45], [168, -48], [143, 18], [225, -10], [231, -25], [200, 22]]],
  "010": [[0, -90], [[0, -62], [90, -62], [180, -62], [-90, -62]]],
};

const countries = read("../../fixtures/reference.json").filter((row) => row.model === "delegations.country");
const codeOfNumber = Object.fromEntries(countries.filter((row) => row.fields.m49).map((row) => [row.fields.m49, row.pk]));
codeOfNumber["158"] = "TW"; // M49 has no entry for it, ISO 3166-1 has

const { shapes, points } = territories(atlas("50m"), atlas("10m"), codeOfNumber);

const views = { world: view(worldProjection(), WEIGHT.world) };
for (const [code, [centre, seen]] of Object.entries(CONTINENTS)) {
  views[code] = view(continentProjection(centre, seen), WEIGHT.continent);
}

const missing = countries.map((row) => row.pk).filter((code) => !(code in views.world.places));
if (missing.length) throw new Error(`Not on the map: ${missing.join(" ")}`);
const rows = Object.entries(views).map(([name, { places, ...rest }]) => {
  const lines = Object.keys(places).sort().map((code) => `${JSON.stringify(code)}: ${JSON.stringify(places[code])}`);
  return `${JSON.stringify(name)}: {${JSON.stringify(rest).slice(1, -1)}, "places": {\n${lines.join(",\n")}\n}}`;
});
writeFileSync(new URL("../../meetings/pictures/world.json", import.meta.url), `{\n${rows.join(",\n")}\n}\n`);

function worldProjection() {
  const projection = geoEqualEarth().rotate([-11, 0]).precision(0.1).fitWidth(WIDTH - 20, { type: "Sphere" });
  const [x, y] = projection.translate();
  const height = Math.ceil(2 * y) + 20;
  return { projection: projection.translate([x + 10, y + 10]), height, sphere: true };
}

function continentProjection([longitude, latitude], seen) {
  const projection = geoAzimuthalEqualArea().rotate([-longitude, -latitude]).precision(0.1);
  const corners = { type: "MultiPoint", coordinates: seen };
  projection.fitWidth(WIDTH, corners);
  const box = seen.map(projection).map(([, y]) => y);
  const [top, bottom] = [Math.min(...box), Math.max(...box)];
  const [x, y] = projection.translate();
  const height = Math.round(bottom - top);
  return { projection: projection.translate([x, y - top]).clipExtent([[-60, -60], [WIDTH + 60, height + 60]]), height };
}

/** Project, simplify and write one picture: places are [path or "", centre x, centre y, 1 for a dot]. */
function view({ projection, height, sphere }, weight) {
  const [least, apart] = sphere ? [DOT.world, APART.world] : [DOT.continent, APART.continent];
  const flat = {};
  // Without resampling, a point that two countries share stays one point.
  const exact = projection.precision();
  projection.precision(0);
  for (const [code, shape] of shapes) {
    const projected = geoProject(shape, projection);
    if (projected) flat[code || "none"] = projected;
  }
  projection.precision(exact);
  const whole = topology(flat, 1e5);
  const simple = simplify(presimplify(whole), weight);
  const places = {};
  let land = "";
  for (const [code, object] of Object.entries(simple.objects)) {
    const full = ringsOf(feature(whole, whole.objects[code]).geometry);
    const area = full.reduce((sum, rings) => sum + Math.abs(areaOf(rings[0])), 0);
    const main = full.reduce((best, rings) => (Math.abs(areaOf(rings[0])) > Math.abs(areaOf(best[0])) ? rings : best));
    const [x, y] = centreOf(main[0]).map(Math.round);
    if (code === "none") land = pathOf(ringsOf(feature(simple, object).geometry));
    else if (area >= least || inside(x, y, height)) {
      const path = area >= SPECK ? pathOf(ringsOf(feature(simple, object).geometry)) : "";
      places[code] = [path, x, y, area < least ? 1 : 0];
    }
  }
  for (const [code, point] of Object.entries(points)) {
    const [x, y] = projection(point).map(Math.round);
    if (inside(x, y, height) && !(code in places)) places[code] = ["", x, y, 1];
  }
  spread(Object.values(places).filter(([, , , isDot]) => isDot), apart);
  const lines = geoGraticule().step(sphere ? [30, 30] : [15, 15])();
  const result = { width: WIDTH, height, lines: lineOf(geoProject(lines, projection)), land, places };
  result.sphere = sphere ? ringsOf(geoProject({ type: "Sphere" }, projection)).map(([ring]) => `${line(ring, 60)}z`).join("") : "";
  return result;
}

/** Move dots that would hide each other apart, no farther than it takes; each is held by where it belongs. */
function spread(dots, apart) {
  const homes = dots.map(([, x, y]) => [x, y]);
  for (let round = 0; round < 400; round++) {
    dots.forEach((dot, i) => {
      for (const other of dots.slice(i + 1)) {
        const [dx, dy] = [other[1] - dot[1] || 0.5, other[2] - dot[2] || 0.5];
        const push = Math.max(0, apart - Math.hypot(dx, dy)) / 2 / Math.hypot(dx, dy);
        dot[1] -= dx * push;
        dot[2] -= dy * push;
        other[1] += dx * push;
        other[2] += dy * push;
      }
    });
    if (round < 350) dots.forEach((dot, i) => [1, 2].forEach((axis) => (dot[axis] += (homes[i][axis - 1] - dot[axis]) * 0.03)));
  }
  for (const dot of dots) [dot[1], dot[2]] = [Math.round(dot[1]), Math.round(dot[2])];
}

function inside(x, y, height) {
  return x > 0 && x < WIDTH && y > 0 && y < height;
}

function ringsOf(geometry) {
  if (!geometry) return [];
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates ?? [];
}

function areaOf(ring) {
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return sum / 2;
}

function centreOf(ring) {
  const area = areaOf(ring);
  let [x, y] = [0, 0];
  const [ox, oy] = ring[0];
  for (let i = 0; i < ring.length - 1; i++) {
    const [ax, ay, bx, by] = [ring[i][0] - ox, ring[i][1] - oy, ring[i + 1][0] - ox, ring[i + 1][1] - oy];
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return [ox + x / (6 * area), oy + y / (6 * area)];
}

/** Rings of whole numbers as relative lines, without the points that rounding made one. */
function pathOf(polygons) {
  const sizes = polygons.map((rings) => Math.abs(areaOf(rings[0])));
  const largest = Math.max(...sizes);
  return polygons
    .filter((_, i) => sizes[i] >= ISLAND || sizes[i] === largest)
    .flatMap((rings) => rings.filter((ring, i) => i === 0 || Math.abs(areaOf(ring)) >= ISLAND))
    .map((ring) => `${line(ring.slice(0, -1))}z`)
    .join("");
}

function lineOf(geometry) {
  const parts = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return parts.map((part) => line(part, 250)).join("");
}

function line(points, gap = 0) {
  let [px, py] = points[0].map(Math.round);
  let path = `M${px} ${py}`;
  let last = "";
  points.slice(1).forEach((point, i) => {
    const [x, y] = point.map(Math.round);
    const end = i === points.length - 2;
    if ((x === px && y === py) || (!end && Math.hypot(x - px, y - py) < gap)) return;
    const dx = x - px;
    const dy = y - py;
    path += `${last ? (dx < 0 ? "" : " ") : "l"}${dx}${dy < 0 ? "" : " "}${dy}`;
    last = "l";
    [px, py] = [x, y];
  });
  return path;
}
