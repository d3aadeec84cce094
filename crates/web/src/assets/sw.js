// Keeps the shell and the dossiers followed last, so that they can be seen without a line. Nothing else: no
// page of an officer, none of somebody who is signed in. Shows what the office pushes.
"use strict";
const SHELL = __SHELL__, NAME = "shell-__NAME__", TRACKED = "tracked", MOST = 10;

self.addEventListener("install", (e) => e.waitUntil((async () => {
  const cache = await caches.open(NAME);
  // As nobody: what is kept must be everybody's.
  await cache.addAll(SHELL.map((path) => new Request(path, { credentials: "omit" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (e) => e.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name !== NAME && name !== TRACKED);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

// A dossier is kept once, whatever language it was read in last.
const place = (url) => {
  const at = new URL(url);
  at.searchParams.delete("lang");
  return at.pathname + at.search;
};

const keep = async (url, answer) => {
  const cache = await caches.open(TRACKED), at = place(url);
  await cache.delete(at);
  await cache.put(at, answer);
  const all = await cache.keys();
  await Promise.all(all.slice(0, -MOST).map((old) => cache.delete(old)));
};

// The page carries the sentence that says when it was seen; here it is only uncovered.
const kept = async (url) => {
  const found = await (await caches.open(TRACKED)).match(place(url), { ignoreVary: true });
  if (!found) return null;
  const text = (await found.text()).replace(" data-away hidden", ' role="status"');
  const headers = { "content-type": "text/html; charset=utf-8" };
  const policy = found.headers.get("content-security-policy");
  if (policy) headers["content-security-policy"] = policy;
  return new Response(text, { headers });
};

const offline = async () => {
  const cache = await caches.open(NAME), chosen = (await self.cookieStore?.get("motcua_lang"))?.value;
  const page = (lang) => cache.match(`/offline?lang=${lang}`, { ignoreVary: true });
  return (chosen && (await page(chosen))) || (await page("vi")) || Response.error();
};

const visit = async (e, url) => {
  try {
    const answer = await fetch(e.request);
    const page = answer.headers.get("content-type")?.startsWith("text/html");
    if (answer.ok && page && answer.headers.get("x-motcua-keep")) e.waitUntil(keep(url, answer.clone()));
    return answer;
  } catch {
    return (await kept(url)) || offline();
  }
};

self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (url.origin !== self.location.origin) return;
  if (e.request.method !== "GET") {
    if (/^\/(citizen\/)?sign-out$/.test(url.pathname)) e.waitUntil(caches.delete(TRACKED));
    return;
  }
  if (e.request.mode === "navigate") e.respondWith(visit(e, url));
  else if (SHELL.includes(url.pathname)) {
    e.respondWith(caches.match(e.request, { ignoreVary: true }).then((found) => found || fetch(e.request)));
  }
});

self.addEventListener("push", (e) => {
  const { tag, title, body, url } = e.data?.json() || {};
  if (title) e.waitUntil(self.registration.showNotification(title, { tag, body, icon: "__ICON__", data: url }));
});

self.addEventListener("notificationclick", (e) => {
  e.notification.close();
  e.waitUntil(self.clients.openWindow(e.notification.data || "/citizen"));
});
