// Push messages in this browser. Without this the page says that there are none here.
(() => {
  "use strict";
  const box = document.querySelector("[data-push]");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const part = (name) => box.querySelector(`[data-push-${name}]`);
  const on = part("on"), off = part("off"), failed = part("failed");
  const key = Uint8Array.from(atob(box.dataset.push.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const options = { userVisibleOnly: true, applicationServerKey: key };

  const subscribe = async (manager) => {
    try {
      return await manager.subscribe(options);
    } catch (error) {
      // The browser still has one under a key that the office no longer uses.
      if (error.name !== "InvalidStateError") throw error;
      await (await manager.getSubscription())?.unsubscribe();
      return manager.subscribe(options);
    }
  };

  navigator.serviceWorker.ready.then(async ({ pushManager }) => {
    const now = await pushManager.getSubscription();
    const here = now && JSON.parse(box.dataset.known).includes(now.endpoint);
    if (here) off.elements.push.value = now.endpoint;
    part("none").hidden = true;
    (here ? off : on).hidden = false;
  }).catch(() => {});

  on.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const { pushManager } = await navigator.serviceWorker.ready;
      on.elements.push.value = JSON.stringify(await subscribe(pushManager));
      on.submit();
    } catch {
      failed.hidden = false;
    }
  });
})();
