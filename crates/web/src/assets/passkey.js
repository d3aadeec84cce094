// Keys in devices: asks the browser for one and sends what it says. Without this, codes open all the same.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const asked = (way, key) => {
    const publicKey = { ...key, challenge: bytes(key.challenge) };
    if (way === "create") {
      publicKey.user = { ...key.user, id: bytes(key.user.id) };
      publicKey.excludeCredentials = keys(key.excludeCredentials);
    } else publicKey.allowCredentials = keys(key.allowCredentials);
    return { publicKey };
  };

  const said = (credential) => {
    const response = {};
    for (const part of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    const { id, type } = credential;
    const clientExtensionResults = credential.getClientExtensionResults();
    return JSON.stringify({ id, rawId: text(credential.rawId), type, response, clientExtensionResults });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const way = form.dataset.passkey;
      const failed = form.querySelector("[data-failed]");
      failed.hidden = true;
      try {
        const options = asked(way, JSON.parse(form.dataset.options).publicKey);
        form.elements.answer.value = said(await navigator.credentials[way](options));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
