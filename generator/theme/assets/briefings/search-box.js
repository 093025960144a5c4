// The box as a combobox: arrows choose, Enter goes there, Escape closes; Enter on nothing opens the search page.
import { find, warmUp } from "./search-engine.js";
import { KINDS, make, marked } from "./search-hits.js";

const HITS = 7;
const PAUSE = 80; // milliseconds of rest before what was typed is searched
const SHORTEST = 2; // letters

export const wire = (form) => {
  const input = form.elements.q;
  const panel = form.querySelector(".br-search__panel");
  const list = panel.querySelector("[role=listbox]");
  const status = panel.querySelector("[role=status]");
  let wanted = "";
  let timer;

  Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
  }).forEach(([name, value]) => input.setAttribute(name, value));

  const options = () => [...list.children];
  const open = (yes) => {
    panel.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) choose(null);
  };
  const chosen = () => list.querySelector("[aria-selected=true]");
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const step = (by) => {
    const all = options();
    const at = all.indexOf(chosen()) + by;
    // Past either end lies the box itself.
    choose(at < 0 && by < 0 && !chosen() ? all.at(-1) : all[at]);
  };

  const show = async () => {
    const q = input.value.trim();
    wanted = q;
    if (q.length < SHORTEST) return open(false);
    let hits, count;
    try {
      const search = await find({ q });
      hits = await search.next(HITS);
      count = search.count;
    } catch {
      status.textContent = "The search could not be loaded.";
      list.replaceChildren();
      return open(true);
    }
    if (q !== wanted || document.activeElement !== input) return;
    const rows = hits.flatMap((hit) => hit.entries.slice(0, hit.title ? 1 : 2).map((entry) => row(hit, entry)));
    const all = make("a", "br-search__all", `All results for “${q}”`);
    all.href = `${form.action}?${new URLSearchParams({ q })}`;
    list.replaceChildren(...(rows.length ? [...rows.slice(0, HITS), all] : []));
    options().forEach((option, number) => {
      option.id = `br-search-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.tabIndex = -1;
    });
    choose(null);
    status.textContent = rows.length ? `${count} found. Arrow keys choose.` : `Nothing found for “${q}”.`;
    open(true);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  input.addEventListener("focus", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      clearTimeout(timer);
      wanted = null; // what is still on its way comes too late
      if (panel.hidden) input.blur();
      else open(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) show();
      else step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      const { href } = chosen();
      open(false);
      input.blur();
      location.assign(href);
    }
  });
  form.addEventListener("submit", (event) => {
    if (!input.value.trim()) event.preventDefault();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) open(false);
  });
  // A press must not take the focus, or the panel would be gone before the click.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => {
    open(false);
    input.blur();
  });

  warmUp().catch(() => {});
  show();
};

const row = ({ kind, title }, entry) => {
  const link = make("a", "br-search__hit");
  link.href = entry.address;
  const head = make("span", "br-search__head", make("span", "br-search__kind", KINDS[kind] ?? ""));
  if (entry.label.length) head.append(make("span", "br-search__label", marked(entry.label)));
  link.append(head);
  if (entry.text.length) link.append(make("span", "br-search__text", marked(entry.text)));
  if (title && kind !== "briefing") link.append(make("span", "br-search__from", title));
  return link;
};
