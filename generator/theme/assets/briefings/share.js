// Two buttons beside each permanent link: its address, and the item as a citation, on the clipboard.
const page = () => document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
const address = (link) => `${page().split("#")[0]}${link.hash}`;

// What an element says, without the parts that are no part of it.
const words = (element, without = ".headerlink, .br-permalink, .br-share, .br-role") => {
  const copy = element?.cloneNode(true);
  copy?.querySelectorAll(without).forEach((part) => part.remove());
  return copy?.textContent.replace(/\s+/g, " ").trim() ?? "";
};
const joined = (parts, by = ", ") => parts.filter(Boolean).join(by);

function holder(item) {
  const name = item.closest(".br-holder")?.querySelector(".br-holder__name");
  return name ? joined([words(name), words(name.querySelector(".br-role"), "time")]) : "";
}

function said(item) {
  const one = (selector) => words(item.querySelector(selector));
  if (item.matches(".br-actor")) return joined([one(".br-actor__name"), words(item.querySelector(".br-role"), "time")]);
  if (item.matches(".br-event")) return `${one(".br-event__title")} – ${one(".br-when")} (${one(".br-chip")})`;
  if (item.matches(".br-item--question")) return one(".br-question__text");
  const who = joined([holder(item), one(".br-via")]);
  if (item.matches(".br-item--direct")) return `${one(".br-quote")} – ${who}`;
  return `${who} (${one(".br-form")}): ${one(".br-statement")}`;
}

function citation(link) {
  const item = document.getElementById(decodeURIComponent(link.hash.slice(1))).closest("li");
  const line = document.querySelector(".br-byline--page");
  const source = [words(line.querySelector(".br-source")), `“${words(document.querySelector("h1"))}”`];
  source.push(words(line.querySelector("time")), line.querySelector("a[rel~=external]")?.href);
  return `${said(item)}\nSource: ${joined(source)}\nBriefing: ${address(link)}`;
}

// True where the text is on the clipboard. Without leave for the clipboard, the older way may still work.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const at = document.activeElement;
    const field = shown(text, "br-offscreen");
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    at?.focus();
    return done;
  }
}

function shown(text, name) {
  const field = document.createElement("textarea");
  Object.assign(field, { value: text, readOnly: true, className: name, rows: 3 });
  field.setAttribute("aria-label", "Press Ctrl+C or ⌘C to copy");
  return field;
}

// Last resort: the text, selected, for the reader to copy; it goes when it is left.
function offer(button, text) {
  const field = shown(text, "br-share__text");
  button.parentElement.after(field);
  field.focus();
  field.select();
  field.addEventListener("keydown", (event) => event.key === "Escape" && button.focus());
  field.addEventListener("blur", () => field.remove());
}

const status = Object.assign(document.createElement("p"), { className: "br-offscreen" });
status.setAttribute("role", "status");

function button(link, label, name, text) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  made.setAttribute("aria-label", name);
  made.addEventListener("click", async () => {
    if (!(await copy(text(link)))) return offer(made, text(link));
    status.textContent = `${label === "Cite" ? "Citation" : "Link"} copied`;
    made.textContent = "Copied";
    setTimeout(() => {
      made.textContent = label;
      status.textContent = "";
    }, 2000);
  });
  return made;
}

const links = document.querySelectorAll(".br-permalink");
if (links.length) document.body.append(status);
for (const link of links) {
  const what = link.getAttribute("aria-label").replace(/^Link to /, "");
  const group = Object.assign(document.createElement("span"), { className: "br-share" });
  group.append(
    button(link, "Copy link", `Copy link to ${what}`, address),
    button(link, "Cite", `Cite ${what}: copy it with its source`, citation),
  );
  link.after(group);
}
