// The month view: a grid made from the agenda's own rows. Without a script the agenda is the calendar.
(() => {
  "use strict";

  const article = document.querySelector(".md-content__inner");
  const rows = [...document.querySelectorAll(".br-event[data-on]")].filter((row) => row.dataset.on);
  if (!article || !rows.length) return;

  const MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  ];
  const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const pad = (number) => String(number).padStart(2, "0");
  const iso = (date) => `${String(date.getFullYear()).padStart(4, "0")}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  const today = iso(new Date());
  const titled = (month) => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${Number(month.slice(0, 4))}`;
  const moved = (month, by) => {
    const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
    return `${String(Math.floor(count / 12)).padStart(4, "0")}-${pad((count % 12) + 1)}`;
  };
  // Date takes the years 0 to 99 for 1900 to 1999, unless they are set by themselves.
  const date = (text) => {
    const [year, month, day] = text.split("-").map(Number);
    const made = new Date(2000, month - 1, day);
    made.setFullYear(year, month - 1, day);
    return made;
  };
  const make = (tag, options = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // data-on is a day, two days with a slash between them, or a month for what no day stands for.
  const entries = rows.map((row) => {
    const [from, to = from] = row.dataset.on.split("/");
    return { row, from, to, loose: from.length === 7 };
  });
  const first = entries.map((entry) => entry.from.slice(0, 7)).sort()[0];
  const last = entries.map((entry) => entry.to.slice(0, 7)).sort().at(-1);
  const clamped = (month) => (month < first ? first : month > last ? last : month);

  const agenda = make("button", { type: "button" }, "Agenda");
  const grid = make("button", { type: "button" }, "Month");
  const views = make("div", { class: "br-views", role: "group", "aria-label": "View" }, agenda, grid);
  const back = make("button", { type: "button", "aria-label": "Month before" }, "‹");
  const on = make("button", { type: "button", "aria-label": "Month after" }, "›");
  const name = make("span", { class: "br-month__name", "aria-live": "polite" });
  const holder = make("div");
  const month = make("div", { class: "br-month" }, make("div", { class: "br-month__bar" }, back, name, on), holder);
  const start = article.querySelector(":scope > .br-earlier, :scope > h2");
  start.before(views, month);

  let shown = first;

  const within = (wanted) =>
    entries.filter((entry) => entry.from.slice(0, 7) <= wanted && entry.to.slice(0, 7) >= wanted);

  const cell = (day, listed) => {
    const square = make("td");
    if (day === today) square.setAttribute("aria-current", "date");
    const number = Number(day.slice(8));
    if (!listed.length) {
      square.append(make("time", { datetime: day }, String(number)));
      return square;
    }
    const many = listed.length === 1 ? "1 event" : `${listed.length} events`;
    const button = make("button", { type: "button", "aria-label": `${number} ${titled(day)}, ${many}` }, String(number));
    button.addEventListener("click", () => {
      const target = holder.querySelector(`[data-first~="${day}"]`);
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    });
    const titles = make("ul");
    for (const { row } of listed) {
      const link = row.querySelector(".br-event__title a");
      const title = make("a", { href: link.getAttribute("href") }, link.textContent);
      titles.append(make("li", { class: row.className }, title));
    }
    square.append(button, titles);
    return square;
  };

  const table = (wanted, listed) => {
    const head = make("tr");
    for (const day of WEEKDAYS) {
      head.append(make("th", { scope: "col" }, make("abbr", { title: day, "aria-label": day }, day.slice(0, 3))));
    }
    const body = make("tbody");
    const day = date(`${wanted}-01`);
    day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
    do {
      const week = make("tr");
      for (let column = 0; column < 7; column += 1, day.setDate(day.getDate() + 1)) {
        const text = iso(day);
        if (text.slice(0, 7) !== wanted) week.append(make("td", { class: "br-grid__other" }));
        else week.append(cell(text, listed.filter((entry) => !entry.loose && entry.from <= text && text <= entry.to)));
      }
      body.append(week);
    } while (iso(day).slice(0, 7) === wanted);
    const caption = make("caption", { class: "br-unseen" }, `Events in ${titled(wanted)}`);
    return make("table", { class: "br-grid" }, caption, make("thead", {}, head), body);
  };

  // Below the grid stand the month's rows as the agenda has them; a day in the grid leads to the first of its own.
  const list = (wanted, listed) => {
    const items = make("ol", { class: "br-events" });
    for (const { row, from, to, loose } of listed) {
      const copy = row.cloneNode(true);
      const days = [];
      if (!loose) for (const day = date(from); iso(day) <= to; day.setDate(day.getDate() + 1)) days.push(iso(day));
      copy.dataset.first = days.join(" ");
      copy.tabIndex = -1;
      items.append(copy);
    }
    return listed.length ? items : make("p", { class: "br-empty" }, `Nothing is announced for ${titled(wanted)}.`);
  };

  const show = (view, wanted, remember = true) => {
    const isMonth = view === "month";
    article.dataset.view = isMonth ? "month" : "agenda";
    agenda.setAttribute("aria-pressed", String(!isMonth));
    grid.setAttribute("aria-pressed", String(isMonth));
    month.hidden = !isMonth;
    if (isMonth) {
      shown = clamped(wanted);
      const listed = within(shown);
      name.textContent = titled(shown);
      back.disabled = shown <= first;
      on.disabled = shown >= last;
      holder.replaceChildren(table(shown, listed), list(shown, listed));
    }
    if (!remember) return;
    const address = new URL(location.href);
    address.hash = "";
    address.search = isMonth ? `?view=month&month=${shown}` : "";
    history.replaceState(null, "", address);
  };

  agenda.addEventListener("click", () => show("agenda"));
  grid.addEventListener("click", () => show("month", shown));
  back.addEventListener("click", () => show("month", moved(shown, -1)));
  on.addEventListener("click", () => show("month", moved(shown, 1)));
  // The contents beside the page lead to the agenda's months.
  addEventListener("hashchange", () => location.hash && show("agenda", undefined, false));

  const asked = new URLSearchParams(location.search);
  const wanted = asked.get("month") ?? "";
  shown = clamped(/^\d{4}-(0[1-9]|1[0-2])$/.test(wanted) ? wanted : today.slice(0, 7));
  show(asked.get("view") === "month" && !location.hash ? "month" : "agenda", shown, false);
})();
