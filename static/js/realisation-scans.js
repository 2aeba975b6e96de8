// Keeps what somebody typed in the quick scan in this tab until it is stored: a connection that
// breaks or a session that ends costs nothing. All pages work without this file.

const PREFIX = "quickscan:";
const BACK = "Wat u typte en nog niet was opgeslagen, staat er weer. Kies Opslaan om het te bewaren.";
const AWAY = "Nog niet opgeslagen: er is geen verbinding. Wat u typte, blijft in dit venster bewaard.";
const REFUSED =
  "Nog niet opgeslagen: opslaan mag nu niet. Laad de pagina opnieuw. Wat u typte, blijft in dit venster bewaard.";
const FAULT =
  "Nog niet opgeslagen: er ging bij ons iets mis. Probeer het over een paar minuten opnieuw. Wat u typte, blijft in dit venster bewaard.";
const OUT = "Nog niet opgeslagen: u bent uitgelogd. Wat u typte, blijft in dit venster bewaard. ";

const form = document.querySelector("form[data-keep]");
const key = form && PREFIX + new URL(form.action).pathname;
forgetOthers();
if (form) keep();

function keep() {
  let edits = 0;
  let sent = 0;
  restore();
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      edits += 1;
      store(false);
    });
  }
  form.addEventListener("submit", () => store(true));
  form.addEventListener("htmx:beforeRequest", () => (sent = edits));
  form.addEventListener("htmx:beforeSwap", (event) => {
    // Who was logged out is led to another page, unseen: that is no answer to what was typed.
    if (new URL(event.detail.xhr.responseURL).pathname === new URL(form.action).pathname) return;
    event.detail.shouldSwap = false;
    say(OUT, true);
  });
  form.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.xhr?.status === 200 && sent === edits) sessionStorage.removeItem(key);
  });
  form.addEventListener("htmx:sendError", () => say(AWAY));
  form.addEventListener("htmx:responseError", (event) => {
    say(event.detail.xhr.status < 500 ? REFUSED : FAULT);
  });
}

/** What stands in the form, hidden versions included: by those a clash with a colleague shows. */
function values() {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
}

function store(submitted) {
  const entry = { who: form.dataset.keep, submitted, values: values() };
  sessionStorage.setItem(key, JSON.stringify(entry));
}

/** Forget what was sent from another page: this page would not be here if that had gone wrong. */
function forgetOthers() {
  for (const name of Object.keys(sessionStorage)) {
    if (!name.startsWith(PREFIX) || name === key) continue;
    if (JSON.parse(sessionStorage.getItem(name)).submitted) sessionStorage.removeItem(name);
  }
}

function restore() {
  const entry = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (!entry) return;
  sessionStorage.removeItem(key);
  // Somebody else logged in, or the server shows what was typed with what is wrong about it.
  if (entry.who !== form.dataset.keep || form.querySelector(".error-summary")) return;
  const before = JSON.stringify(values());
  const given = new Map();
  for (const [name, value] of entry.values) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
    const found = given.get(field.name) ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = found.includes(field.value);
    else if (found.length) field.value = found[0];
  }
  if (JSON.stringify(values()) === before) return;
  store(false);
  say(BACK);
}

function say(text, again = false) {
  const place = document.getElementById("saved");
  if (!place) return;
  place.replaceChildren(text);
  if (!again) return;
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = "Log opnieuw in";
  place.append(link);
}
