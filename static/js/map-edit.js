// The map to draw on: what is drawn stands as GeoJSON in the text field of the form, and the reverse.

import { createMap } from "./map-base.js";
import { addPlots } from "./map-plots.js";
import { areaOf, inSquareMetres } from "./rd.js";

const LOOKS = { color: "#a8431a", weight: 3, fillColor: "#a8431a", fillOpacity: 0.15 };
const CHANGES = "pm:edit pm:update pm:dragend pm:markerdragend pm:vertexremoved";
const DECIMALS = 8; // of a degree: a millimetre

const element = document.getElementById("map");
const form = document.querySelector("[data-shape-form]");
if (element && form) draw();

function draw() {
  const map = createMap(element, "Kaart om de grens op te tekenen");
  const text = form.elements.shape;
  const drawn = L.featureGroup().addTo(map);
  addPlots(map, element, { neighbours: true });
  addTools(map, drawn);
  load(drawn, text.value);
  // Metres, WKT and files can't be read here: the server sends what it read.
  if (!drawn.getLayers().length) load(drawn, element.dataset.drawn);
  if (drawn.getLayers().length) map.fitBounds(drawn.getBounds(), { maxZoom: 19, padding: [40, 40] });
  tell(drawn);
  showPlace(map, element.dataset.place);

  const write = () => {
    const shape = shapeOf(drawn);
    text.value = shape ? JSON.stringify(shape) : "";
    if (shape) form.elements.crs.value = "wgs84";
    tell(drawn);
  };
  map.on("pm:create", ({ layer }) => {
    drawn.addLayer(layer);
    write();
  });
  map.on("pm:cut pm:remove", write);
  drawn.on(CHANGES, write);
  text.addEventListener("change", () => {
    load(drawn, text.value);
    tell(drawn);
  });
}

function addTools(map, drawn) {
  map.pm.setLang("nl");
  map.pm.setGlobalOptions({
    layerGroup: drawn,
    pathOptions: LOOKS,
    templineStyle: LOOKS,
    hintlineStyle: { ...LOOKS, dashArray: "5 5" },
    allowSelfIntersection: false,
    snapDistance: 12,
  });
  map.pm.addControls({
    position: "topleft",
    drawMarker: false,
    drawCircleMarker: false,
    drawPolyline: false,
    drawCircle: false,
    drawText: false,
    rotateMode: false,
  });
  nameTools(map.getContainer());
}

/** geoman puts the name of a tool on the box around its button, where no screen reader finds it. */
function nameTools(container) {
  for (const box of container.querySelectorAll(".button-container[title]")) {
    box.querySelector(".leaflet-buttons-control-button")?.setAttribute("aria-label", box.title);
  }
}

/** Draw what the text says, as far as it is GeoJSON in degrees; the server reads everything else. */
function load(drawn, text) {
  drawn.clearLayers();
  for (const rings of polygonsIn(text)) {
    const places = rings.map((ring) => ring.map(([lng, lat]) => [lat, lng]));
    drawn.addLayer(L.polygon(places, LOOKS));
  }
}

function polygonsIn(text) {
  try {
    const shape = JSON.parse(text);
    const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
    const [lng, lat] = polygons[0][0][0];
    const isHere = ["Polygon", "MultiPolygon"].includes(shape.type) && lng < 180 && lat < 90;
    return isHere ? polygons : [];
  } catch {
    return [];
  }
}

/** Return all that is drawn as one GeoJSON shape, or null. */
function shapeOf(drawn) {
  const parts = drawn.getLayers().flatMap((layer) => {
    const { type, coordinates } = layer.toGeoJSON(DECIMALS).geometry;
    return type === "Polygon" ? [coordinates] : coordinates;
  });
  return parts.length ? { type: "MultiPolygon", coordinates: parts } : null;
}

/** Say how large it is: outer rings count, holes count against. */
function tell(drawn) {
  const shape = shapeOf(drawn);
  const sizes = (shape?.coordinates ?? []).flatMap((rings) =>
    rings.map((ring, at) => (at ? -1 : 1) * areaOf(ring.map(([lng, lat]) => ({ lat, lng })))),
  );
  const area = sizes.reduce((total, size) => total + size, 0);
  form.querySelector("[data-measured]").value = shape ? inSquareMetres(area) : "nog niets";
}

/** Point at where the server found something wrong. */
function showPlace(map, text) {
  if (!text) return;
  const [lng, lat] = text.split(",").map(Number);
  const mark = L.circleMarker([lat, lng], { radius: 12, color: "#a32018", weight: 4, pmIgnore: true });
  mark.addTo(map).bindTooltip("Hier gaat het mis", { permanent: true });
  map.setView([lat, lng], Math.max(map.getZoom(), 17), { animate: false });
}
