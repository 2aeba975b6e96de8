// The kansenkaart to look at: numbers that never lie over each other, in layers by theme and state.

import { createMap } from "./map-base.js";
import { addPlots } from "./map-plots.js";

const NOBODY = "00000000-0000-0000-0000-000000000000";
const GAP = 3; // pixels between two numbers
const RINGS = 40; // how far a number steps aside before it stays where it wants to be
const WALKED = 60; // numbers that a keyboard walks through; with more the table is quicker
const ACCENT = "#a8431a";

const element = document.getElementById("map");
if (element) show(element);

async function show(element) {
  let found;
  try {
    const answer = await fetch(element.dataset.layers, { headers: { Accept: "application/geo+json" } });
    if (!answer.ok) return;
    found = (await answer.json()).features;
  } catch {
    return; // the drawing is still there
  }
  if (!found.some(({ geometry }) => geometry)) return;
  document.querySelector("[data-map-fallback]")?.classList.add("only-print");
  const map = createMap(element, "Kansenkaart");
  const grounds = addGrounds(map, found);
  const above = () => grounds.forEach(({ layer }) => map.hasLayer(layer) && layer.bringToFront());
  addPlots(map, element, { neighbours: true }).on("plots", above);
  const numbers = addNumbers(map, element, found);
  const choices = [...element.closest("[data-map-frame]").querySelectorAll("input")];
  const draw = () => {
    const off = hidden(choices);
    numbers.forEach((number) => toggle(map, number.marker, shown(number.facts, off)));
    grounds.forEach((ground) => toggle(map, ground.layer, shown(ground.facts, off)));
    spread(map, numbers.filter(({ marker }) => map.hasLayer(marker)));
  };
  choices.forEach((choice) => choice.addEventListener("change", draw));
  map.on("zoomend", draw);
  if (!element.dataset.bounds && numbers.length) {
    map.fitBounds(L.latLngBounds(numbers.map(({ marker }) => marker.home)), { maxZoom: 17, padding: [40, 40] });
  }
  draw();
}

/** Return which groups and states are switched off. */
function hidden(choices) {
  const off = choices.filter((choice) => !choice.checked);
  return new Set(off.map(({ dataset }) => (dataset.group ? `group ${dataset.group}` : `state ${dataset.state}`)));
}

function shown({ group, state }, off) {
  return !off.has(`group ${group}`) && !off.has(`state ${state}`);
}

function toggle(map, layer, visible) {
  if (visible !== map.hasLayer(layer)) visible ? layer.addTo(map) : layer.remove();
}

/** The plots and drawn areas on which opportunities lie. */
function addGrounds(map, found) {
  return found
    .filter(({ geometry }) => geometry.type !== "Point")
    .map((feature) => ({
      facts: feature.properties,
      layer: L.geoJSON(feature, {
        interactive: false,
        style: { color: ACCENT, weight: 3, fillColor: ACCENT, fillOpacity: 0.08 },
      }),
    }));
}

function addNumbers(map, element, found) {
  const points = found.filter(({ geometry }) => geometry.type === "Point");
  const walked = points.length <= WALKED;
  return points.map((feature) => {
    const [lng, lat] = feature.geometry.coordinates;
    const pill = pillOf(feature.properties);
    const { number, title } = feature.properties;
    const marker = L.marker([lat, lng], { icon: iconOf(pill), keyboard: walked, alt: `${number}. ${title}`, title });
    marker.home = L.latLng(lat, lng);
    marker.bindPopup(() => cardOf(element, feature));
    marker.on("add", () => nameOf(marker, feature.properties));
    return { facts: feature.properties, marker, pill };
  });
}

/** A screen reader says what the number is. */
function nameOf(marker, { number, title, words }) {
  marker.getElement()?.setAttribute("aria-label", `${number}. ${title}. ${words}`);
}

/** The symbol of the legend with the number, in a border that says the state. */
function pillOf({ number, group, state }) {
  const choice = document.querySelector(`[data-group="${group}"]`);
  const pill = document.createElement("span");
  pill.className = state ? `map-pill map-pill--${state}` : "map-pill";
  const symbol = choice?.parentElement.querySelector("svg")?.cloneNode(true);
  if (symbol) pill.append(symbol);
  pill.append(number);
  if (choice) pill.style.borderColor = choice.dataset.colour;
  return pill;
}

function iconOf(pill, [x, y] = [0, 0]) {
  return L.divIcon({ html: pill, className: "", iconSize: null, iconAnchor: [-x, -y] });
}

/** What opens at a number; text only, for people wrote it. */
function cardOf(element, { id, properties: { kind, number, title, words } }) {
  const card = document.createElement("div");
  const head = document.createElement("p");
  head.append(Object.assign(document.createElement("strong"), { textContent: `${number}. ${title}` }));
  const facts = Object.assign(document.createElement("p"), { textContent: words });
  card.append(head, facts);
  const address = kind === "opportunity" ? element.dataset.opportunity : element.dataset.listing;
  if (address) {
    const more = document.createElement("a");
    more.href = address.replace(NOBODY, id);
    more.textContent = "Lees meer";
    card.append(more);
  }
  return card;
}

/** Let numbers step aside for each other, the first ones least; the same way every time. */
function spread(map, numbers) {
  const taken = [];
  for (const { marker, pill } of numbers) {
    const at = map.latLngToLayerPoint(marker.home);
    const { offsetWidth: width, offsetHeight: height } = pill;
    const [x, y] = freeSpot(at, width || 44, height || 22, taken);
    taken.push({ x: at.x + x, y: at.y + y, width: width || 44, height: height || 22 });
    marker.setIcon(iconOf(pill, [x - (width || 44) / 2, y - (height || 22) / 2]));
  }
  numbers.forEach(({ marker, facts }) => nameOf(marker, facts));
}

function freeSpot(at, width, height, taken) {
  for (const [x, y] of spots(width, height)) {
    const clear = taken.every(
      (other) =>
        Math.abs(at.x + x - other.x) >= (width + other.width) / 2 + GAP ||
        Math.abs(at.y + y - other.y) >= (height + other.height) / 2 + GAP,
    );
    if (clear) return [x, y];
  }
  return [0, 0];
}

function* spots(width, height) {
  yield [0, 0];
  for (let ring = 1; ring < RINGS; ring += 1) {
    const count = 8 + 4 * ring;
    for (let at = 0; at < count; at += 1) {
      const angle = (2 * Math.PI * at) / count;
      yield [(Math.sin(angle) * ring * (width + GAP)) / 2, (-Math.cos(angle) * ring * (height + GAP)) / 2];
    }
  }
}
