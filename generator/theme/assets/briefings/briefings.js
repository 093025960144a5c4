// What a static page cannot know: the reader's day, and the item that a link leads to.
(() => {
  "use strict";

  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;

  // ISO dates compare as text. An event is over when its last day is.
  for (const item of document.querySelectorAll("[data-end]")) {
    item.classList.toggle("br-event--past", item.dataset.end < today);
  }

  for (const list of document.querySelectorAll("[data-upcoming]")) {
    let left = Number(list.dataset.upcoming);
    for (const item of list.querySelectorAll("[data-end]")) {
      item.hidden = item.dataset.end < today || left-- <= 0;
    }
    const empty = list.parentElement.querySelector("[data-upcoming-none]");
    if (empty) empty.hidden = list.querySelector("li:not([hidden])") !== null;
  }
  // What a page says where no script runs.
  for (const note of document.querySelectorAll("[data-as-of]")) note.hidden = true;

  // A link may lead to an item that is folded away.
  const unfold = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return;
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    let folded = false;
    for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) {
      folded ||= !around.open;
      around.open = true;
    }
    if (folded) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
