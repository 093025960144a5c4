// Dates in the order that the reader's own language writes them, in English words: the pages are English.
// The build writes "20 May 2025"; the ISO date stands in each element's datetime.
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const sample = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "numeric", year: "numeric" });
const [first] = sample.formatToParts(0).filter((part) => ["day", "month", "year"].includes(part.type));

const monthFirst = (iso, text) => {
  const options = { day: "numeric", month: "long", timeZone: "UTC" };
  if (/\d{4}/.test(text)) options.year = "numeric";
  if (/^[A-Z]\w+day/.test(text)) options.weekday = "long";
  return new Intl.DateTimeFormat("en-US", options).format(Date.parse(iso));
};

if (first.type !== "day") {
  let days = false; // "19–25 May 2025": the month stands with the first day then
  for (const time of document.querySelectorAll("time[datetime]")) {
    if (!DAY.test(time.dateTime)) continue;
    const text = time.textContent;
    if (first.type === "year") time.textContent = time.dateTime;
    else if (days) time.textContent = text.replace(/^(\d+) .*(\d{4})$/, "$1, $2");
    else time.textContent = monthFirst(time.dateTime, text);
    days = /^\d{1,2}$/.test(text);
  }
}
