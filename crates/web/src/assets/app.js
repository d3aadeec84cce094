// Optional help for the hands; every page works without it.
(() => {
  "use strict";
  const typing = (el) => el.matches("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");
  const seen = (el) => el.offsetParent !== null && !el.disabled;

  // A worklist is walked with J and K; Enter opens because the row's link has the focus. X picks the row.
  const walk = (step) => {
    const links = [...document.querySelectorAll("[data-worklist] [data-open]")].filter(seen);
    if (!links.length) return false;
    const row = document.activeElement.closest("[data-worklist] tr");
    const at = row ? links.findIndex((l) => row.contains(l)) : -1;
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
    return true;
  };

  // At the counter Enter goes to the next field; the last one leads to the button that confirms.
  const next = (form, from) => {
    const all = [...form.elements].filter((e) => seen(e) && e.matches("input:not([type=file]), select, textarea, [data-confirm]"));
    // Radios of one name are one field: the chosen one, or the first.
    const stops = (e) => e.type !== "radio" || (e.name !== from.name
      && (e.checked || !all.some((o) => o.name === e.name && o.checked)));
    const to = all.slice(all.indexOf(from) + 1).find(stops);
    if (to) { to.focus(); if (to.select) to.select(); }
  };

  document.addEventListener("keydown", (e) => {
    if (e.isComposing) return; // an input method is still putting a Vietnamese letter together
    const el = e.target;
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      const form = el.closest("form") || document.querySelector("form:has([data-confirm])");
      const button = form && form.querySelector("[data-confirm]");
      if (button && !button.disabled) { e.preventDefault(); button.click(); }
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Enter") {
      const form = el.closest("form[data-flow]");
      if (form && el.matches("input, select") && !["submit", "button", "file", "search"].includes(el.type)) {
        e.preventDefault();
        next(form, el);
      }
      return;
    }
    if (typing(el)) return;
    const key = e.key.toLowerCase();
    if (key === "j" || key === "k") { if (walk(key === "j" ? 1 : -1)) e.preventDefault(); }
    else if (key === "x") {
      const tick = el.closest("tr")?.querySelector(".pick input");
      if (tick) { e.preventDefault(); tick.click(); }
    } else if (key === "/") {
      const box = document.querySelector("[data-search]");
      if (box) { e.preventDefault(); box.focus(); box.select(); }
    }
  });

  document.addEventListener("click", (e) => { if (e.target.closest("[data-print]")) window.print(); });

  // 15082025 becomes 15/08/2025 when the field is left.
  document.addEventListener("change", (e) => {
    const el = e.target;
    if (el.matches("[data-date]")) {
      const m = /^(\d{1,2})[\s./-]?(\d{1,2})[\s./-]?(\d{4})$/.exec(el.value.trim());
      if (m) el.value = `${m[1].padStart(2, "0")}/${m[2].padStart(2, "0")}/${m[3]}`;
    }
    if (el.matches("[data-pick-all]")) {
      el.closest("form, table").querySelectorAll(".pick input").forEach((t) => { t.checked = el.checked; });
    }
    const row = el.closest("tr");
    if (row && el.closest(".pick")) row.classList.toggle("chosen", el.checked);
  });

  // A personal number counts itself while it is typed.
  document.addEventListener("input", (e) => {
    const el = e.target;
    if (!el.matches("[data-digits]")) return;
    const says = document.getElementById(`${el.id}-live`);
    if (!says) return;
    const want = Number(el.dataset.digits);
    const have = el.value.replace(/[\s.]/g, "");
    const good = have.length === want && /^\d+$/.test(have);
    const bad = have.length > want || /\D/.test(have);
    says.className = `check-live${good ? " good" : bad ? " bad" : ""}`;
    says.textContent = !have ? "" : good ? el.dataset.good : bad ? el.dataset.bad : `${have.length}/${want}`;
  });
})();
