// The search page: words and filters in a form, their state in the address, so that a search can be shared.
import { actorsLike, find } from "./search-engine.js";
import { dayElement, KINDS, make, marked } from "./search-hits.js";

const PAGE = 10;
const PAUSE = 80; // milliseconds
const NAMES = 20; // actors suggested at once
const FIELDS = ["q", "kind", "actor", "topic", "from", "to"];

export const wire = (form) => {
  const status = document.querySelector(".br-find__status");
  const list = document.querySelector(".br-hits");
  const next = document.querySelector(".br-find__next");
  const names = form.querySelector("datalist");
  let search;
  let timer;

  const state = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value.trim() ?? ""]));
  const restore = () => {
    const given = new URLSearchParams(location.search);
    for (const name of FIELDS) {
      const [value, field] = [given.get(name), form.elements[name]];
      if (!value || !field) continue;
      field.value = value;
      if (field.options && field.value !== value) field.append(new Option(value, value, true, true)); // a topic that is gone
    }
  };
  const address = (wanted) => {
    const given = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
    return location.pathname + (given.size ? `?${given}` : "");
  };

  const append = async (mine) => {
    const hits = await mine.next(PAGE);
    if (mine !== search) return 0;
    list.append(...hits.map(hitElement));
    next.parentElement.hidden = !mine.more();
    return hits.length;
  };

  const run = async () => {
    const wanted = state();
    history.replaceState(null, "", address(wanted));
    const mine = (search = { next: async () => [] });
    if (!Object.values(wanted).some(Boolean)) {
      list.replaceChildren();
      next.parentElement.hidden = true;
      status.textContent = "";
      return;
    }
    try {
      const found = await find({ ...wanted, first: form.dataset.first ?? "", last: form.dataset.last ?? "" });
      if (mine !== search) return;
      search = found;
      const fresh = await found.next(PAGE);
      if (found !== search) return;
      list.replaceChildren(...fresh.map(hitElement));
      next.parentElement.hidden = !found.more();
      status.textContent = fresh.length ? summary(found.count) : "Nothing found. Fewer or other words may help.";
    } catch {
      status.textContent = "The search could not be loaded. Reload the page to try again.";
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  };

  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  form.addEventListener("reset", () => setTimeout(() => (run(), form.elements.q.focus())));
  next.addEventListener("click", async () => {
    const before = list.children.length;
    await append(search);
    list.children[before]?.querySelector("a")?.focus();
  });
  form.elements.actor.addEventListener("input", async ({ target: { value } }) => {
    const like = value.trim() ? await actorsLike(value.trim()).catch(() => []) : [];
    if (form.elements.actor.value === value) names.replaceChildren(...like.slice(0, NAMES).map((name) => new Option(name, name)));
  });
  addEventListener("popstate", () => (form.reset(), restore(), run()));

  // Arrows go through the hits, Escape back to the words.
  addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const here = document.activeElement === form.elements.q ? -1 : at;
    if (event.key === "Escape" && at >= 0) form.elements.q.focus();
    if (!/^Arrow(Down|Up)$/.test(event.key) || (here < 0 && document.activeElement !== form.elements.q)) return;
    event.preventDefault();
    const to = here + (event.key === "ArrowDown" ? 1 : -1);
    (to < 0 ? form.elements.q : links[to])?.focus();
  });

  restore(); // what was typed before this script came stays
  run();
};

const summary = (count) => (count === 1 ? "1 result" : `${count} results`);

const hitElement = ({ kind, day, title, entries, rest }) => {
  const item = make("li", "br-hit");
  const from = make("p", "br-hit__from", make("span", "br-hit__kind", KINDS[kind] ?? ""));
  if (title && kind !== "briefing") from.append(make("span", "br-hit__title", title));
  if (day) from.append(dayElement(day));
  item.append(from, ...entries.map((entry) => entryElement(entry, kind)));
  if (rest > 0) item.append(make("p", "br-hit__rest", `${rest} more there`));
  return item;
};

const entryElement = ({ address, label, text }, kind) => {
  const link = make("a", "br-hit__link", make("span", "br-hit__label", marked(label)));
  link.href = address;
  if (text.length) link.append(make("span", "br-hit__text", marked(text)));
  return make("div", `br-hit__entry br-hit__entry--${kind}`, link);
};
