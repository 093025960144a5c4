// The menu of narrow windows: Escape closes it, and so does leaving it with the keyboard.
const button = document.querySelector(".br-menu");
const drawer = document.getElementById("__drawer");
const menu = document.querySelector(".md-sidebar--primary");

const toggle = (open) => {
  if (drawer.checked !== open) drawer.click(); // a click, so that the theme follows
};

button.addEventListener("click", () => toggle(!drawer.checked));
drawer.addEventListener("change", () => button.setAttribute("aria-expanded", drawer.checked));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer.checked) return;
  toggle(false);
  button.focus();
});
menu?.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (next && next !== button && !menu.contains(next)) toggle(false);
});
