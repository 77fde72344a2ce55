// Which polygon of Natural Earth belongs to which country of the register: docs/method.md, "The map".
import { geoArea, geoCentroid } from "d3-geo";
import { merge, feature } from "topojson-client";
import { topology } from "topojson-server";

// Areas without a code of their own: merged into the country of the list that the United Nations count them to, or
// given a code. What is not named here and has no code is land of no entry (Siachen Glacier).
const BY_NAME = { Kosovo: "XK", "N. Cyprus": "CY", Somaliland: "SO", "Ashmore and Cartier Is.": "AU" };

// Parts of a polygon set that have an entry of their own: [whose polygons, west, south, east, north, whose they are].
const PARTS = [
  ["FR", -63, 14, -60, 15.1, "MQ"],
  ["FR", -63, 15.1, -60, 17, "GP"],
  ["FR", -55, 2, -51, 6, "GF"],
  ["FR", 44, -14, 46, -12, "YT"],
  ["FR", 55, -22, 56, -20, "RE"],
  ["NO", -10, 70, -7, 72, "SJ"],
  ["NO", 10, 74, 34, 81, "SJ"],
  ["NO", 3, -55, 4, -54, "BV"],
  ["NL", -69, 11, -62, 18, "BQ"],
  ["NZ", -173, -10, -171, -8, "TK"],
  ["Indian Ocean Ter.", 105, -11, 106, -10, "CX"],
  ["Indian Ocean Ter.", 96, -13, 98, -11, "CC"],
  ["RU", 32, 44, 37, 46.3, "UA"], // Crimea
];

// Polygons cut along a line, because Natural Earth has no border where the United Nations have one:
// [whose, axis (0 longitude, 1 latitude), where, which side, whose that side is].
const CUTS = [
  ["MA", 1, 27.6667, "below", "EH"], // the border of 1912 with Western Sahara
  ["IL", 0, 35.635, "above", "SY"], // the Golan Heights, at this scale
];

// Where a country lies that has no polygon at this detail, by the detailed file: its main island or town.
const DETAILED = { GI: "Gibraltar", TV: "Tuvalu", UM: "U.S. Minor Outlying Is." };

const polygonsOf = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);
const inBox = ([x, y], [west, south, east, north]) => x >= west && x <= east && y >= south && y <= north;

/** Cut a polygon's outer ring where it crosses a line exactly twice; return what lies below and above it. */
function cut([ring], axis, value) {
  const sides = { below: [], above: [] };
  let crossings = 0;
  for (let i = 0; i < ring.length - 1; i++) {
    const [from, to] = [ring[i], ring[i + 1]];
    sides[from[axis] < value ? "below" : "above"].push(from);
    if (from[axis] < value !== to[axis] < value) {
      const t = (value - from[axis]) / (to[axis] - from[axis]);
      const point = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
      point[axis] = value;
      sides.below.push(point);
      sides.above.push(point);
      crossings++;
    }
  }
  if (crossings !== 2) throw new Error(`The line is crossed ${crossings} times`);
  const closed = (points) => [[...points, points[0]]];
  return { below: closed(sides.below), above: closed(sides.above) };
}

/** Return a Map from ISO code ("" for land of no entry) to one MultiPolygon, and the points of what has none. */
export function territories(world, detailed, codeOfNumber) {
  const pieces = new Map();
  const add = (code, polygon) => pieces.set(code, [...(pieces.get(code) ?? []), polygon]);
  for (const country of feature(world, world.objects.countries).features) {
    const { name } = country.properties;
    const whole = BY_NAME[name] ?? codeOfNumber[country.id] ?? (name === "Indian Ocean Ter." ? name : "");
    for (const polygon of polygonsOf(country.geometry)) {
      const centre = geoCentroid({ type: "Polygon", coordinates: polygon });
      const part = PARTS.find(([from, ...box]) => from === whole && inBox(centre, box));
      const line = CUTS.find(([from]) => from === whole);
      if (part) add(part[5], polygon);
      else if (line) {
        const [, axis, value, side, other] = line;
        const { below, above } = cut(polygon, axis, value);
        add(side === "below" ? other : whole, below);
        add(side === "below" ? whole : other, above);
      } else add(whole, polygon);
    }
  }
  // One topology of all pieces, so that a border inside a country goes away when its pieces are merged.
  const objects = {};
  for (const [code, coordinates] of pieces) {
    const geometries = coordinates.map((rings) => ({ type: "Polygon", coordinates: rings }));
    objects[code] = { type: "GeometryCollection", geometries };
  }
  const joined = topology(objects, 1e6);
  const shapes = new Map();
  for (const [code, object] of Object.entries(joined.objects)) shapes.set(code, merge(joined, object.geometries));

  const points = {};
  for (const { geometry, properties } of feature(detailed, detailed.objects.countries).features) {
    const code = Object.keys(DETAILED).find((key) => DETAILED[key] === properties.name);
    if (code) points[code] = geoCentroid({ type: "Polygon", coordinates: largest(polygonsOf(geometry)) });
    if (properties.name === "Norway") {
      const centres = polygonsOf(geometry).map((coordinates) => geoCentroid({ type: "Polygon", coordinates }));
      points.BV = centres.find(([, latitude]) => latitude < -50);
    }
  }
  return { shapes, points };
}

function largest(polygons) {
  const size = (coordinates) => geoArea({ type: "Polygon", coordinates });
  return polygons.reduce((best, polygon) => (size(polygon) > size(best) ? polygon : best));
}
