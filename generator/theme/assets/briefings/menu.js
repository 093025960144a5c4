// The menu of narrow windows by keyboard: Enter opens it as Space does, Escape closes it, and so does leaving it.
const drawer = document.getElementById("__drawer");
const menu = document.querySelector(".md-sidebar--primary");

const toggle = (open) => {
  if (drawer.checked !== open) drawer.click(); // a click, so that the theme follows
};

drawer?.addEventListener("keydown", (event) => {
  if (event.key === "Enter") toggle(!drawer.checked);
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer?.checked) return;
  toggle(false);
  drawer.focus();
});
menu?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && event.relatedTarget !== drawer && !menu.contains(event.relatedTarget)) toggle(false);
});
