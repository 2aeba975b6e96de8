// What the map to look at and the map to draw on share. Leaflet stands in the global L.

const NETHERLANDS = [[50.75, 3.3], [53.55, 7.2]];
const NOTHING_LOADS = 3; // failed tiles, before one arrived, after which the background stays grey

export const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Return "west,south,east,north" as Leaflet's bounds, or null. */
export function boundsOf(text) {
  if (!text) return null;
  const [west, south, east, north] = text.split(",").map(Number);
  return L.latLngBounds([south, west], [north, east]);
}

/** Make the map in an element, at the place that the page names. */
export function createMap(element, label) {
  element.closest("[data-map-frame]").hidden = false; // before Leaflet measures it
  const map = L.map(element, {
    preferCanvas: true,
    zoomControl: false,
    maxZoom: 21,
    inertia: !calm,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
  });
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", label);
  L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.attributionControl.setPrefix(false);
  map.fitBounds(boundsOf(element.dataset.bounds) ?? NETHERLANDS, { padding: [16, 16] });
  addTiles(map, element.dataset);
  addOutline(map, element.dataset.outline);
  return map;
}

/** Lay the background; a server that never answers is left alone. */
function addTiles(map, { tiles: address, attribution }) {
  if (!address) return;
  const shown = document.createElement("span");
  shown.textContent = attribution;
  const tiles = L.tileLayer(address, {
    attribution: shown.innerHTML,
    maxZoom: 21,
    maxNativeZoom: 19,
    minZoom: 6,
    bounds: NETHERLANDS,
  });
  let arrived = 0;
  let failed = 0;
  tiles.on("tileload", () => (arrived += 1));
  tiles.on("tileerror", () => {
    failed += 1;
    if (!arrived && failed >= NOTHING_LOADS) tiles.remove();
  });
  tiles.addTo(map);
}

function addOutline(map, text) {
  if (!text) return;
  L.geoJSON(JSON.parse(text), {
    interactive: false,
    pmIgnore: true,
    snapIgnore: false,
    style: { color: "#52606d", weight: 3, fill: false },
  }).addTo(map);
}
