// The site on a phone; every page works without it.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator)) return;
  // Once the page is there: a slow line carries what was asked for first.
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));

  // Without a line: the dossiers that were followed last, the last one first.
  const list = document.querySelector("[data-kept]");
  if (!list) return;
  caches.open("tracked").then((cache) => cache.keys()).then((all) => {
    for (const { url } of all.reverse()) {
      const at = new URL(url), link = document.createElement("a"), line = document.createElement("li");
      link.href = at.pathname + at.search;
      link.textContent = at.searchParams.get("code") || decodeURIComponent(at.pathname.split("/").pop());
      line.append(link);
      list.querySelector("ul").append(line);
    }
    list.hidden = !all.length;
  }).catch(() => {});
})();
