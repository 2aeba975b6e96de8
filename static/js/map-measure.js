// Measuring on the map, in metres RD New: the same as the areas in the lists.

import { areaOf, inMetres, inSquareMetres, lengthOf } from "./rd.js";

const SORTS = {
  distance: { shape: "Line", result: (places) => inMetres(lengthOf(places)) },
  area: { shape: "Polygon", result: (places) => inSquareMetres(areaOf(places)) },
};

/** Let the buttons in a frame measure. Returns a function that says whether that is going on. */
export function addMeasuring(map, frame) {
  const buttons = [...frame.querySelectorAll("[data-measure]")];
  const result = frame.querySelector("[data-measured]");
  let sort = "";
  let last = null;

  const tell = (layer) => {
    const places = layer.getLatLngs();
    const corners = Array.isArray(places[0]) ? places[0] : places;
    if (corners.length > 1) result.value = SORTS[sort].result(corners);
  };
  const stop = () => {
    map.pm.disableDraw();
    last?.remove();
    last = null;
    sort = "";
    result.value = "";
    show();
  };
  const show = () => {
    for (const button of buttons) {
      const own = button.dataset.measure;
      if (own) button.setAttribute("aria-pressed", String(own === sort));
      else button.hidden = !sort;
    }
  };
  const start = (asked) => {
    stop();
    sort = asked;
    show();
    result.value = "Klik de punten aan. Dubbelklik op het laatste punt.";
    map.pm.enableDraw(SORTS[asked].shape, {
      snappable: true,
      finishOn: "dblclick",
      tooltips: false,
      continueDrawing: false,
    });
  };

  map.on("pm:drawstart", ({ workingLayer }) => {
    workingLayer.on("pm:vertexadded", () => tell(workingLayer));
  });
  map.on("pm:create", ({ layer }) => {
    last = layer;
    if (sort) tell(layer);
  });
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const asked = button.dataset.measure;
      if (asked && asked !== sort) start(asked);
      else stop();
    });
  }
  return () => Boolean(sort);
}
