// What is asked of Pagefind, and what its records say. Everything comes out as plain text, never as HTML.
const ROOT = new URL("../../", import.meta.url);
const SHOWN = 30; // words of an entry
const LEAD = 8; // of them before the first one that was found
const SOME = 3; // entries of one briefing
const AT_ONCE = 8; // records fetched together
const AT_MOST = 48; // records read for one page of hits
const LISTED = ["actor", "topic"]; // records of these hold many that have nothing in common

let engine;

// A second thread would have to be fetched as well, and saves nothing: a search takes some milliseconds.
const start = () =>
  (engine ??= import(new URL("pagefind/pagefind.js", ROOT)).then((pagefind) =>
    pagefind.createInstance({ noWorker: true }),
  ));

export const warmUp = () => start().then((found) => found.init());

// The letter under which the index files an actor.
const initial = (name) => (/^[a-z]/i.test(name) ? name[0].toLowerCase() : "other");

const monthsBetween = (from, to) => {
  const months = {};
  let [year, month] = from.split("-").map(Number);
  const [lastYear, lastMonth] = to.split("-").map(Number);
  for (; year < lastYear || (year === lastYear && month <= lastMonth); month++) {
    if (month > 12) [year, month] = [year + 1, 1];
    if (year > lastYear || (year === lastYear && month > lastMonth)) break;
    (months[year] ??= []).push(`${year}-${String(month).padStart(2, "0")}`);
  }
  return months;
};

const filtersOf = ({ kind, topic, actor, from, to, first, last }) => {
  const all = [];
  if (kind) all.push({ [`kind-${kind}`]: "yes" });
  if (topic) all.push({ [`topic-${topic}`]: "yes" });
  if (actor) all.push({ [`actor-${initial(actor)}`]: actor });
  if ((from || to) && first) {
    const begin = from > first ? from : first;
    const end = to && to.slice(0, 7) < last ? to : last;
    const years = Object.entries(monthsBetween(begin.slice(0, 7), end.slice(0, 7)));
    all.push({ any: years.map(([year, months]) => ({ [`year-${year}`]: { any: months } })) });
  }
  return all;
};

const NAMED = { any: [{ "kind-actor": "yes" }, { "kind-topic": "yes" }] };

// Words that stand in most records: what they fetch is large and tells little. They are left out beside others.
const COMMON = new Set(
  "a an and are as at be by for from has have in is it its new not of on or said says that the this to was were will with".split(" "),
);
const essential = (typed) => {
  const words = typed.split(/\s+/);
  const telling = words.filter((word) => !COMMON.has(word.toLowerCase()));
  return telling.length && !typed.includes('"') ? telling.join(" ") : typed;
};

// Begins a search. Gives how much was found, whether there is more to read, and a function that reads on.
// Actors and topics that are called what was typed come first; the rest follows as Pagefind ranks it.
export const find = async (wanted) => {
  const pagefind = await start();
  const filters = filtersOf(wanted);
  const everything = wanted.q && !wanted.kind;
  if (!wanted.q && !filters.length) return { count: 0, next: async () => [], more: () => false };
  const q = essential(wanted.q);
  const ask = async (...more) => (await pagefind.search(q || null, { filters: { all: [...filters, ...more] } })).results;
  // A briefing's title counts for all its records. Where nothing else was found in one, it only repeats.
  const results = everything ? (await ask({ not: NAMED })).filter((result) => result.words.length) : await ask();
  const named = everything ? await hitsOf((await ask(NAMED)).slice(0, 2), wanted) : [];
  named.sort((a, b) => b.entries[0].near - a.entries[0].near);
  let read = 0;
  const next = async (number) => {
    const hits = named.splice(0, number);
    const last = Math.min(read + AT_MOST, results.length);
    while (hits.length < number && read < last) {
      const some = results.slice(read, read + Math.min(AT_ONCE, number));
      read += some.length;
      hits.push(...(await hitsOf(some, wanted)));
    }
    return hits;
  };
  return { count: results.length + named.length, next, more: () => read < results.length };
};

const hitsOf = async (results, wanted) => {
  const records = await Promise.all(results.map((result) => result.data()));
  return records.map((data) => hitOf(data, wanted)).filter(Boolean);
};

// The actors whose names begin with the same letter and hold what was typed.
export const actorsLike = async (typed) => {
  const pagefind = await start();
  const key = `actor-${initial(typed)}`;
  const { totalFilters } = await pagefind.search(null, { filters: { [key]: { any: [] } } });
  const low = typed.toLowerCase();
  return Object.keys(totalFilters[key] ?? {}).filter((name) => name.toLowerCase().includes(low));
};

// Lower case, without accents and punctuation.
const wordsOf = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// How much of a name was typed, from 0 to 1.
const nearness = (name, typed) => {
  const [words, query] = [wordsOf(name), wordsOf(typed)];
  return words.filter((word) => query.some((one) => word.startsWith(one))).length / (words.length || 1);
};

const hitOf = (data, wanted) => {
  const day = data.filters.day?.[0] ?? "";
  if ((wanted.from && day < wanted.from) || (wanted.to && (!day || day > wanted.to))) return null;
  const kind = Object.keys(data.filters).find((key) => key.startsWith("kind-"))?.slice(5);
  const entries = entriesOf(data);
  for (const entry of entries) entry.near = LISTED.includes(kind) ? nearness(entry.name, wanted.q) : 0;
  entries.sort((a, b) => b.near - a.near || b.score - a.score || a.at - b.at);
  const held = kind === "position" ? entries.filter((entry) => entry.name === wanted.actor) : [];
  const from = held.length ? held : entries; // somebody may have relayed what another holds
  const withAll = (text) => {
    const typed = wordsOf(text);
    return from.filter((entry) => typed.every((word) => entry.words.some((one) => one.startsWith(word))));
  };
  const exact = withAll(wanted.q);
  const whole = exact.length ? exact : withAll(essential(wanted.q));
  const part = LISTED.includes(kind) ? [] : from.filter((entry) => entry.score >= from[0].score / 2);
  const good = whole.length ? whole : part;
  if (!good.length) return null;
  const some = LISTED.includes(kind) ? good.slice(0, 2 * SOME) : good.slice(0, SOME);
  return { kind, day, title: data.meta.title ?? "", entries: some, rest: good.length - some.length };
};

// A record's entries begin at its anchors, whose ids are their addresses and whose text is their label.
const entriesOf = (data) => {
  const words = data.content.split(/\s+/);
  const anchors = [...data.anchors].sort((a, b) => a.location - b.location);
  const scores = new Map(data.weighted_locations.map((one) => [one.location, one.balanced_score]));
  return anchors.map((anchor, number) => {
    const end = anchors[number + 1]?.location ?? words.length;
    const body = anchor.location + anchor.text.split(/\s+/).filter(Boolean).length;
    const found = [...scores.keys()].filter((at) => at >= anchor.location && at < end);
    return {
      at: anchor.location,
      address: new URL(anchor.id, ROOT).href,
      score: found.reduce((sum, at) => sum + scores.get(at), 0),
      label: piece(words, anchor.location, body, scores),
      text: excerpt(words, body, end, scores),
      name: anchor.text,
      words: wordsOf(words.slice(anchor.location, end).join(" ")),
    };
  });
};

const piece = (words, from, to, found) =>
  words.slice(from, to).map((word, number) => ({ word, found: found.has(from + number) }));

const excerpt = (words, from, to, found) => {
  const hit = words.findIndex((_, at) => at >= from && at < to && found.has(at));
  const begin = hit < 0 || to - from <= SHOWN ? from : Math.max(from, Math.min(hit - LEAD, to - SHOWN));
  const end = Math.min(to, begin + SHOWN);
  return [
    ...(begin > from ? [{ word: "…", found: false }] : []),
    ...piece(words, begin, end, found),
    ...(end < to ? [{ word: "…", found: false }] : []),
  ];
};
