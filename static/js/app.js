// Small things every page needs. All pages work without this file.

const FAILED = "Dat is niet gelukt. Controleer uw verbinding en probeer het opnieuw.";
const REFUSED = "Dat mag u niet (meer) doen. Laad de pagina opnieuw.";

/** Move the focus to the summary of errors, so that it is read out and in view. */
function focusErrors(root) {
  const summary = root.querySelector?.("[data-focus]");
  summary?.focus();
}

/** Open drawings that are wider than the screen at their middle: at the edges is least to see. */
function showMiddles(root) {
  for (const box of root.querySelectorAll?.("[data-middle]") ?? []) {
    box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  }
}

/** Show a failure in the region for messages, built as text only. */
function showFailure(text) {
  const region = document.getElementById("messages");
  if (!region) return;
  const alert = document.createElement("div");
  alert.className = "utrecht-alert utrecht-alert--error alert";
  const body = document.createElement("p");
  body.className = "alert__body";
  body.textContent = text;
  alert.append(body);
  region.replaceChildren(alert);
  region.scrollIntoView({ block: "nearest" });
}

/** Close open menus on Escape and on a click elsewhere. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener("htmx:afterSettle", (event) => {
  focusErrors(event.detail.elt);
  showMiddles(event.detail.elt);
});
document.addEventListener("htmx:sendError", () => showFailure(FAILED));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  showFailure(status === 403 || status === 404 ? REFUSED : FAILED);
});

focusErrors(document);
showMiddles(document);
