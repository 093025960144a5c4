// The search box in the header, and the keys that lead to it. Nothing is fetched before the box is used.
const box = document.querySelector(".br-search");
const page = document.querySelector(".br-find");
const field = () => [page, box].map((form) => form?.elements.q).find((input) => input?.checkVisibility());

const typing = (target) => target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName);

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const input = field();
  event.preventDefault();
  if (input) {
    input.focus();
    input.select();
  } else document.querySelector(".br-search-link")?.click();
});

if (page) import("./search-page.js").then((module) => module.wire(page));
if (box) {
  box.elements.q.addEventListener(
    "focus",
    () => import("./search-box.js").then((module) => module.wire(box)),
    { once: true },
  );
}
