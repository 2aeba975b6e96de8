// Passkeys and security keys: asks the browser for a credential and posts it in the form's own
// hidden field. A form says what it wants: data-passkey="create" or "get", and data-options: the
// id of a JSON element on the page or an address that gives the options.

const NOT_DONE = "Dat is niet gelukt of u hebt het afgebroken. Probeer het opnieuw.";
const KNOWN = "Deze passkey hoort al bij uw account.";

function toBytes(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte));
  return btoa(letters.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const withBytes = (descriptors) =>
  descriptors?.map((descriptor) => ({ ...descriptor, id: toBytes(descriptor.id) }));

/** Options as the server writes them, with bytes where the browser wants bytes. */
function readOptions(publicKey) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) options.excludeCredentials = withBytes(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = withBytes(options.allowCredentials);
  return options;
}

/** The credential as JSON: what the browser gave, with text where it gave bytes. */
function writeCredential(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function loadOptions(source) {
  if (source.startsWith("#")) return JSON.parse(document.querySelector(source).textContent);
  const answer = await fetch(source, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return answer.json();
}

function create(form, { creation_options: { publicKey } }) {
  const options = readOptions(publicKey);
  const alone = form.elements.passwordless?.checked ?? false;
  options.authenticatorSelection = {
    ...options.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return navigator.credentials.create({ publicKey: options });
}

function get(_form, { request_options: { publicKey } }) {
  return navigator.credentials.get({ publicKey: readOptions(publicKey) });
}

async function submitWithPasskey(form) {
  const status = form.querySelector("[data-passkey-status]");
  status.textContent = "";
  try {
    const options = await loadOptions(form.dataset.options);
    const ask = form.dataset.passkey === "create" ? create : get;
    form.elements.credential.value = writeCredential(await ask(form, options));
  } catch (error) {
    status.textContent = error.name === "InvalidStateError" ? KNOWN : NOT_DONE;
    return;
  }
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.querySelector("button[type=submit]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submitWithPasskey(form);
    });
  }
}
