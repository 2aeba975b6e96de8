// The map to look at: choose a plot for its card, and measure.

import { boundsOf, calm, createMap } from "./map-base.js";
import { addMeasuring } from "./map-measure.js";
import { addPlots } from "./map-plots.js";

const NOBODY = "00000000-0000-0000-0000-000000000000";
const CHOSEN = { color: "#14495a", weight: 5, dashArray: null };

const element = document.getElementById("map");
if (element) show(element);

function show(element) {
  const frame = element.closest("[data-map-frame]");
  document.querySelector("[data-map-fallback]")?.classList.add("only-print");
  const map = createMap(element, "Kaart van de kavels");
  map.pm.setLang("nl");
  const isMeasuring = addMeasuring(map, frame);
  const plots = addPlots(map, element);
  plots.bindTooltip((layer) => textNode(layer.feature.properties.name), { sticky: true });
  plots.on("click", ({ layer }) => isMeasuring() || open(element, layer.feature.id));
  plots.on("plots", () => mark(plots));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== element) return;
    const middle = plotAt(plots, map.getCenter());
    if (middle) open(element, middle.feature.id);
  });
  document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id !== "kavel") return;
    look(map);
    mark(plots);
    detail.target.querySelector("[data-card-title]")?.focus();
  });
  look(map);
}

/** Fetch the card of a plot into its place beside the map. */
function open(element, id) {
  htmx.ajax("GET", element.dataset.card.replace(NOBODY, id), "#kavel");
}

function card() {
  return document.querySelector("#kavel [data-plot]");
}

/** Bring the plot of the card into view, unless it is there already. */
function look(map) {
  const bounds = boundsOf(card()?.dataset.bounds);
  if (!bounds || (map.getBounds().contains(bounds) && map.getZoom() > 15)) return;
  map.fitBounds(bounds, { maxZoom: 18, padding: [40, 40], animate: !calm });
}

/** Show which plot the card is about. */
function mark(plots) {
  const id = card()?.dataset.plot;
  plots.eachLayer((layer) => {
    if (layer.feature.id === id) layer.setStyle(CHOSEN).bringToFront();
    else if (layer.options.weight === CHOSEN.weight) plots.resetStyle(layer);
  });
}

/** Return the plot at a place, for whom the keyboard is the mouse. */
function plotAt(plots, place) {
  const rings = (places) => (Array.isArray(places[0]) ? places.flatMap(rings) : [places]);
  const found = (layer) => rings(layer.getLatLngs()).reduce((inside, ring) => inside !== holds(ring, place), false);
  return plots.getLayers().find((layer) => layer.getBounds().contains(place) && found(layer));
}

function holds(ring, { lat, lng }) {
  let inside = false;
  ring.forEach((a, at) => {
    const b = ring[(at + 1) % ring.length];
    const crosses = a.lat > lat !== b.lat > lat;
    if (crosses && lng < a.lng + ((lat - a.lat) * (b.lng - a.lng)) / (b.lat - a.lat)) inside = !inside;
  });
  return inside;
}

/** Leaflet takes text for HTML; an element with a text is safe. */
function textNode(text) {
  const node = document.createElement("span");
  node.textContent = text;
  return node;
}
