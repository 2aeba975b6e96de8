// The plots on a map: fetched for what is in view, as fine as the zoom shows, drawn on a canvas.

const TILE = 8; // as in core/svg/_plot_styles.py
const FINEST = 19; // beyond this zoom the server sends the same shapes
const REST = 150; // milliseconds without moving before something is fetched

/** Return a fill for the canvas: a colour, or a pattern that says the same without colour. */
function fillOf({ ground, ink, pattern }) {
  if (!pattern) return ground;
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE;
  const pen = tile.getContext("2d");
  pen.fillStyle = ground;
  pen.fillRect(0, 0, TILE, TILE);
  pen.fillStyle = pen.strokeStyle = ink;
  signs[pattern](pen);
  return pen.createPattern(tile, "repeat");
}

const lines = (pen, ...ends) => {
  for (const [ax, ay, bx, by] of ends) {
    pen.moveTo(ax, ay);
    pen.lineTo(bx, by);
  }
  pen.stroke();
};
const signs = {
  dots: (pen) => {
    pen.arc(TILE / 2, TILE / 2, 1.2, 0, 2 * Math.PI);
    pen.fill();
  },
  stripes: (pen) => lines(pen, [-2, 2, 2, -2], [0, TILE, TILE, 0], [6, 10, 10, 6]),
  grid: (pen) => lines(pen, [0, 4, TILE, 4], [4, 0, 4, TILE]),
};

/** Return how Leaflet draws a plot of each state. */
function looksOf(text) {
  return Object.fromEntries(
    Object.entries(JSON.parse(text)).map(([state, style]) => [
      state,
      {
        color: style.ink,
        weight: style.line * 1.5,
        dashArray: style.dash,
        fillColor: fillOf(style),
        fillOpacity: 0.85,
      },
    ]),
  );
}

/** Show the plots and keep them up to date with the view. Returns Leaflet's layer. */
export function addPlots(map, element, { neighbours = false } = {}) {
  const looks = looksOf(element.dataset.styles);
  const layer = L.geoJSON(null, {
    style: ({ properties }) => looks[properties.state],
    filter: ({ id }) => id !== element.dataset.leftOut,
    interactive: !neighbours,
    pmIgnore: true,
    snapIgnore: !neighbours,
  }).addTo(map);
  const seen = { bounds: null, zoom: -1, running: null };
  let timer = 0;
  const refresh = () => fetchView(map, element, layer, seen);
  map.on("moveend", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, REST);
  });
  refresh();
  return layer;
}

/** Fetch what is in view with some room around it, unless that is there already. */
async function fetchView(map, element, layer, seen) {
  const zoom = Math.min(Math.round(map.getZoom()), FINEST);
  if (seen.bounds?.contains(map.getBounds()) && zoom <= seen.zoom) return;
  const bounds = map.getBounds().pad(0.5);
  seen.running?.abort();
  seen.running = new AbortController();
  try {
    const answer = await fetch(addressFor(element.dataset.plots, bounds, zoom), {
      signal: seen.running.signal,
      headers: { Accept: "application/geo+json" },
    });
    if (!answer.ok) throw new Error(answer.statusText);
    const plots = await answer.json();
    layer.clearLayers();
    layer.addData(plots);
    Object.assign(seen, { bounds, zoom });
    layer.fire("plots");
  } catch (error) {
    if (error.name !== "AbortError") layer.fire("trouble");
  }
}

function addressFor(path, bounds, zoom) {
  const sides = [
    Math.max(bounds.getWest(), -180),
    Math.max(bounds.getSouth(), -90),
    Math.min(bounds.getEast(), 180),
    Math.min(bounds.getNorth(), 90),
  ];
  const address = new URL(path, location.href);
  address.searchParams.set("bbox", sides.map((side) => side.toFixed(6)).join(","));
  address.searchParams.set("zoom", zoom);
  return address;
}
