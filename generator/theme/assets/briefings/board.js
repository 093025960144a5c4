// The board of open questions: how long each has been open, and filters that an address can carry.
(() => {
  "use strict";

  const board = document.querySelector("[data-board]");
  if (!board) return;

  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const many = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

  const make = (tag, options = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const since = (text) => {
    const days = Math.floor((Date.parse(today) - Date.parse(text)) / 86400000);
    if (days < 0) return "";
    if (days < 21) return many(days, "day");
    if (days < 70) return many(Math.floor(days / 7), "week");
    const months = Math.floor(days / 30.4375);
    return months < 24 ? many(months, "month") : many(Math.floor(months / 12), "year");
  };
  for (const place of board.querySelectorAll("[data-since]")) {
    const age = since(place.dataset.since);
    if (age) place.append(make("span", { class: "br-age" }, ` (${age})`));
  }
  for (const place of board.querySelectorAll("[data-due]")) {
    if (place.dataset.due < today) {
      place.classList.add("br-due--past");
      place.append(" (this day has passed)");
    }
  }

  // What can be chosen is what stands on the page: value → [label, number of questions].
  const LABELS = { kind: "Kind", topic: "Topic", actor: "Actor" };
  const questions = [...board.querySelectorAll(".br-question")].map((item) => {
    const article = item.closest(".br-asked");
    const found = {
      kind: [[item.dataset.kind, item.querySelector(".br-chip").textContent]],
      topic: [...article.querySelectorAll("[data-topic]")].map((one) => [one.dataset.topic, one.textContent]),
      actor: [...item.querySelectorAll("[data-actor]")].map((one) => [one.dataset.actor, one.textContent]),
    };
    return { item, article, found };
  });

  const asked = new URLSearchParams(location.search);
  const selects = {};
  const form = make("div", { class: "br-filter", role: "search", "aria-label": "Open questions" });
  for (const [key, label] of Object.entries(LABELS)) {
    const choices = new Map();
    for (const { found } of questions) {
      for (const [value, text] of found[key]) {
        const choice = choices.get(value) ?? { text: text.trim(), number: 0 };
        choice.number += 1;
        choices.set(value, choice);
      }
    }
    const wanted = asked.get(key) ?? "";
    if (!choices.size && !wanted) continue;
    if (wanted && !choices.has(wanted)) choices.set(wanted, { text: wanted, number: 0 });
    const select = make("select", { name: key, id: `filter-${key}` }, make("option", { value: "" }, "All"));
    const sorted = [...choices].sort(([, one], [, other]) => one.text.localeCompare(other.text, "en"));
    for (const [value, { text, number }] of sorted) select.append(make("option", { value }, `${text} (${number})`));
    select.value = wanted;
    selects[key] = select;
    form.append(make("label", { for: `filter-${key}` }, label, select));
  }
  const clear = make("button", { type: "button" }, "Show all");
  const count = make("p", { class: "br-filter__count", role: "status" });
  form.append(clear);
  board.before(form, count);

  const none = board.querySelector("[data-board-none]");
  const apply = (remember) => {
    const chosen = Object.entries(selects).filter(([, select]) => select.value);
    let left = 0;
    for (const { item, found } of questions) {
      item.hidden = !chosen.every(([key, select]) => found[key].some(([value]) => value === select.value));
      left += item.hidden ? 0 : 1;
    }
    for (const article of board.querySelectorAll(".br-asked")) {
      article.hidden = !article.querySelector(".br-question:not([hidden])");
    }
    none.hidden = left > 0;
    clear.hidden = !chosen.length;
    count.textContent = chosen.length ? `${left} of ${many(questions.length, "question")}` : many(questions.length, "question");
    const query = new URLSearchParams(chosen.map(([key, select]) => [key, select.value])).toString();
    for (const link of document.querySelectorAll(".br-years a")) link.search = query;
    if (!remember) return;
    const address = new URL(location.href);
    address.search = query;
    history.replaceState(null, "", address);
  };
  form.addEventListener("change", () => apply(true));
  clear.addEventListener("click", () => {
    for (const select of Object.values(selects)) select.value = "";
    apply(true);
    Object.values(selects)[0]?.focus();
  });
  apply(false);
})();
