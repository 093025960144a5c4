// Hits → elements. Words from articles are set as text, so that nothing in them can act.
export const KINDS = {
  briefing: "Briefing",
  actor: "Actor",
  position: "Position",
  question: "Open question",
  event: "Event",
  topic: "Topic",
};

export const make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

// Words with those that were found marked; punctuation round a word stays outside its mark.
export const marked = (pieces) => {
  const out = document.createDocumentFragment();
  for (const { word, found } of pieces) {
    if (out.hasChildNodes()) out.append(" ");
    const [, before, core, after] = found ? word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u) : [];
    if (core) out.append(before, make("mark", "", core), after);
    else out.append(word);
  }
  return out;
};

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export const dayElement = (iso) => {
  const time = make("time", "", DAY.format(new Date(iso)));
  time.dateTime = iso;
  return time;
};

