// Suggestions while somebody types: a combobox with a list. The box works without it.
(() => {
  "use strict";
  const PAUSE = 150;
  const make = (name, attributes) => {
    const el = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => el.setAttribute(key, value));
    return el;
  };

  const help = (box) => {
    const id = `${box.id}-suggestions`;
    const list = make("ul", { id, class: "suggestions", role: "listbox", "aria-label": box.dataset.suggestions, hidden: "" });
    const says = make("span", { class: "hidden", role: "status" });
    let timer, asking, at = -1;
    box.autocomplete = "off";
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })
      .forEach(([key, value]) => box.setAttribute(key, value));
    const focused = document.activeElement === box;
    const place = make("div", { class: "suggest" });
    box.replaceWith(place);
    place.append(box, list, says);
    if (focused) box.focus();

    const mark = (to) => {
      at = to;
      [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else {
        box.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    };
    const show = (open) => {
      list.hidden = !open;
      box.setAttribute("aria-expanded", String(open));
      mark(-1);
    };
    const shut = () => { clearTimeout(timer); asking?.abort(); says.textContent = ""; show(false); };
    const fill = (found) => {
      list.replaceChildren(...found.items.map((item, n) => {
        const option = make("li", { id: `${id}-${n}`, role: "option", "aria-selected": "false" });
        const about = document.createElement("small");
        const text = document.createElement("span");
        option.dataset.href = item.href;
        text.textContent = item.text;
        about.textContent = item.about;
        option.append(text, about);
        return option;
      }));
      says.textContent = found.says;
      show(found.items.length > 0);
    };
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const typed = box.value;
      if (typed.trim().length < 2) { shut(); return; }
      try {
        const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
        const found = answer.ok ? await answer.json() : { says: "", items: [] };
        if (box.value === typed && document.activeElement === box) fill(found);
      } catch { /* No line, or something newer was asked: the box goes on as it is. */ }
    };

    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
    box.addEventListener("blur", shut);
    box.form.addEventListener("submit", shut);
    box.addEventListener("keydown", (e) => {
      if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
      const many = list.children.length;
      if (list.hidden) {
        if (e.key === "ArrowDown" && box.value) { e.preventDefault(); ask(); }
        return;
      }
      if (e.key === "ArrowDown") mark(at + 1 < many ? at + 1 : -1);
      else if (e.key === "ArrowUp") mark(at < 0 ? many - 1 : at - 1);
      else if (e.key === "Escape") shut();
      else if (e.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.href);
      else return;
      e.preventDefault();
    });
    // The focus stays in the box.
    list.addEventListener("pointerdown", (e) => e.preventDefault());
    list.addEventListener("click", (e) => {
      const option = e.target.closest("li");
      if (option) location.assign(option.dataset.href);
    });
  };

  document.querySelectorAll("[data-suggest]").forEach(help);
})();
