// Degrees WGS84 to metres RD New, and lengths and areas in them: the web's own projection would make
// everything in the Netherlands two and a half times too large.
// Series of Schreutelkamp and Strang van Hees (2001), to 25 cm in place and millimetres in length.

const X = [
  [0, 1, 190094.945], [1, 1, -11832.228], [2, 1, -114.221], [0, 3, -32.391], [1, 0, -0.705],
  [3, 1, -2.34], [1, 3, -0.608], [0, 2, -0.008], [2, 3, 0.148],
];
const Y = [
  [1, 0, 309056.544], [0, 2, 3638.893], [2, 0, 73.077], [1, 2, -157.984], [3, 0, 59.788],
  [0, 1, 0.433], [2, 2, -6.439], [1, 1, -0.032], [0, 4, 0.092], [1, 4, -0.054],
];

const sum = (terms, lat, lng) =>
  terms.reduce((total, [p, q, factor]) => total + factor * lat ** p * lng ** q, 0);

/** Return [x, y] in metres of a place with lat and lng in degrees. */
export function toRd({ lat, lng }) {
  const dLat = 0.36 * (lat - 52.1551744);
  const dLng = 0.36 * (lng - 5.38720621);
  return [155000 + sum(X, dLat, dLng), 463000 + sum(Y, dLat, dLng)];
}

/** Return the length of a line in metres. */
export function lengthOf(places) {
  const corners = places.map(toRd);
  return corners
    .slice(1)
    .reduce((total, [x, y], at) => total + Math.hypot(x - corners[at][0], y - corners[at][1]), 0);
}

/** Return the area inside a ring in square metres; closed or not is the same. */
export function areaOf(places) {
  const corners = places.map(toRd);
  const [[x0, y0]] = corners.length ? corners : [[0, 0]]; // near, or the products lose digits
  let double = 0;
  corners.forEach(([ax, ay], at) => {
    const [bx, by] = corners[(at + 1) % corners.length];
    double += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  });
  return Math.abs(double) / 2;
}

const notation = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Write a length: 84 m, or 1,25 km. */
export const inMetres = (length) =>
  length < 1000 ? `${notation.format(length)} m` : `${fine.format(length / 1000)} km`;

/** Write an area: 4.500 m² (0,45 ha). */
export const inSquareMetres = (area) =>
  `${notation.format(area)} m² (${fine.format(area / 10000)} ha)`;
