// Optional help for the forms of packs; each works without it.
(() => {
  "use strict";
  const last = new Map(), waiting = new Set();
  let going = 0, turn = Promise.resolve();

  // The form asks by itself; where the line fails, its button comes back.
  const asksItself = (yes) => document.querySelectorAll("[data-asked] [data-refresh]").forEach((b) => { b.hidden = yes; });
  asksItself(true);

  // What hangs on an answer is asked of the server at once. Only the parts that changed are put in: what was
  // typed meanwhile stays, files that were chosen stay chosen. One question after the other, and the form itself
  // after them all: each knows of what the one before it changed.
  const ask = async (form, name, value) => {
    const body = new FormData(form);
    const state = (e) => `${e.value}|${e.checked}`;
    const was = new Map([...form.elements].map((e) => [e, state(e)]));
    for (const [key, sent] of [...body]) if (sent instanceof File) body.delete(key);
    body.set(name, value);
    // A line that hangs holds nobody: the form goes without the answer.
    const signal = AbortSignal.timeout?.(10_000);
    const answer = await fetch(form.action, { method: "POST", body, signal }).then((a) => a.text()).catch(() => null);
    if (answer === null) return asksItself(false);
    const page = new DOMParser().parseFromString(answer, "text/html");
    for (const part of form.querySelectorAll("[data-live]")) {
      const next = page.getElementById(part.id);
      const text = next ? next.innerHTML : "";
      if (!next || text === last.get(part.id)) continue;
      last.set(part.id, text);
      for (const e of part.querySelectorAll("input, select, textarea")) {
        const twin = e.id && page.getElementById(e.id);
        if (twin && e.type !== "file" && was.get(e) !== state(e)) {
          twin.value = e.value;
          twin.checked = e.checked;
        }
      }
      const id = part.contains(document.activeElement) && document.activeElement.id;
      const files = [...part.querySelectorAll("input[type=file]")].filter((f) => f.files.length);
      part.replaceChildren(...next.childNodes);
      for (const file of files) document.getElementById(file.id)?.replaceWith(file);
      if (id) document.getElementById(id)?.focus();
    }
    asksItself(true);
    if (name === "add") {
      const rows = document.getElementById(value)?.querySelectorAll("fieldset, tbody tr");
      rows?.[rows.length - 1]?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    }
  };

  const queue = (...question) => {
    going += 1;
    turn = turn.then(() => ask(...question)).catch(() => null).finally(() => { going -= 1; });
  };

  document.addEventListener("submit", (e) => {
    if (!going || !e.target.matches("[data-asked], [data-ticks]")) return;
    e.preventDefault();
    // What was pressed may have been put in anew meanwhile: it is found again by what it says.
    const { target, submitter: pressed } = e;
    if (waiting.has(target)) return;
    waiting.add(target);
    const same = (b) => b === pressed || (b.type === "submit" && b.name === pressed?.name && b.value === pressed.value);
    turn.then(() => {
      waiting.delete(target);
      target.requestSubmit([...target.elements].find(same));
    });
  });

  document.addEventListener("click", (e) => {
    const button = e.target.closest("[data-asked] [data-live] :is([name=add], [name=remove], [data-refresh])");
    if (!button) return;
    e.preventDefault();
    queue(button.form, button.name, button.value);
  });

  document.addEventListener("change", (e) => {
    const el = e.target;
    if (el.matches("[data-money]") && /^[\d.,\s]+$/.test(el.value)) {
      const comma = document.documentElement.lang === "en" ? "," : document.documentElement.lang === "fr" ? "\u202f" : ".";
      el.value = el.value.replace(/\D/g, "").replace(/\B(?=(\d{3})+$)/g, comma);
    }
    if (el.form?.matches("[data-ticks]")) queue(el.form, "do", "tick");
    if (el.matches("[data-asks]") && el.form.matches("[data-asked]")) queue(el.form, "do", "form");
  });

  // A place is proposed by its name.
  let waits;
  const places = async (el) => {
    const answer = await fetch(`/api/v1/units?limit=8&q=${encodeURIComponent(el.value)}`).catch(() => null);
    if (!answer?.ok) return;
    const { items } = await answer.json();
    el.list.replaceChildren(...items.map((u) => new Option("", `${u.full_name} (${u.code})`)));
  };
  document.addEventListener("input", (e) => {
    const el = e.target;
    if (!el.matches("[data-place]") || el.value.trim().length < 2 || el.value.endsWith(")")) return;
    clearTimeout(waits);
    waits = setTimeout(places, 250, el);
  });
})();
