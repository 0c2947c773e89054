/* The search page: reads the query, asks the index for documents that may have the words, decides on their own text
   what they really have, and shows the paragraphs. Pagefind finds candidates only; that a word is nowhere, that a phrase
   stands in a paragraph and how often is decided here. A document matches when it has every word and phrase of the
   query; its hits are the paragraphs that have them all, or, where none has, those that have any. The notation of the
   texts is that of regesta/search/words.py. */
(() => {
  "use strict";

  const BATCH = 20; /* documents whose texts are fetched at a time */
  const SHOWN = 3; /* paragraphs of a document before the rest is folded away */
  const AROUND = 16; /* words of an excerpt on either side of what was found */
  const LARGE = 2000; /* documents from which the engine gets a thread of its own */
  const root = new URL("../", location.href);
  const page = document.documentElement;
  const box = document.querySelector("input[type=search][name=q]");
  const status = document.getElementById("status");
  const results = document.getElementById("results");
  if (!box || !status || !results) return;

  /* ------------------------------------------------------------------ words, as regesta/search/words.py has them */

  const APOSTROPHES = "'’‘‛`´′＇ʹʺʻʼʽʾʿˈ";
  const ENDINGS = ["s", "t", "d", "m", "ll", "re", "ve"];
  const UNSPACED =
    "[\\u0e01-\\u0e5b\\u0e81-\\u0edf\\u0f00-\\u0fff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff" +
    "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{323af}]";
  const FOLDED = { ß: "ss", ς: "σ", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ı: "i" };
  const INVISIBLE =
    /[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000]/g;
  const PIECES = new RegExp(
    `(?<join>[${APOSTROPHES}[\\]]+)|(?<alone>(?=[\\p{L}\\p{N}])${UNSPACED}\\p{M}*)|` +
      `(?<word>(?:(?![${APOSTROPHES}]|${UNSPACED})[\\p{L}\\p{N}]\\p{M}*)+)|(?<other>[^])`,
    "gu",
  );
  const JOINS = new RegExp(`^[${APOSTROPHES}[\\]]+$`, "u");
  const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

  function fold(text) {
    if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, "");
    const letters = Array.from(bare(text.normalize("NFKD"))).filter((char) => !APOSTROPHES.includes(char));
    const lower = letters.join("").toLowerCase();
    return bare(lower.replace(/[ßςøłđðþæœħı]/g, (char) => FOLDED[char]).normalize("NFKD"));
  }

  /* Whether two words and what stands between them may be written as one: com[munist, Ch'ing, U.S., but not we'll. */
  function one(before, between, text) {
    if (!before || !between) return false;
    if (/^[[\]]$/.test(between)) return true;
    if (between === ".") return /^\p{L}$/u.test(before) && /^\p{L}$/u.test(text);
    return JOINS.test(between) && !ENDINGS.includes(fold(text));
  }

  /* The folded words of what was typed. */
  function words(typed) {
    const found = [];
    let before = "";
    let between = "";
    for (const { 0: text, groups } of typed.normalize("NFC").replace(INVISIBLE, "").matchAll(PIECES)) {
      if (groups.join || groups.other) {
        between += text;
        continue;
      }
      if (groups.word && one(before, between, text)) found[found.length - 1] += fold(text);
      else found.push(fold(text));
      before = groups.word ?? "";
      between = "";
    }
    return found.filter(Boolean);
  }

  /* Clauses of a query: each a phrase of one or more words that must stand together. */
  function parse(query) {
    const clauses = [];
    for (const [whole, phrase] of query.matchAll(/["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|[^\s"“”„«»]+/gu)) {
      const typed = phrase === undefined ? whole : phrase;
      const forms = words(typed);
      const key = forms.join(" ");
      if (forms.length && !clauses.some((clause) => clause.key === key)) {
        clauses.push({ forms, key, typed: typed.trim().replace(/\s+/g, " ") });
      }
    }
    return clauses;
  }

  /* ---------------------------------------------------------------------------------------------- what is fetched */

  const fetched = new Map();
  function json(path) {
    if (!fetched.has(path)) {
      const loading = fetch(new URL(path, root)).then((answer) => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return answer.json();
      });
      loading.catch(() => fetched.delete(path));
      fetched.set(path, loading);
    }
    return fetched.get(path);
  }

  /* In how many paragraphs, documents and documents at all a word stands; null where it is nowhere. */
  async function counts(form) {
    const { prefixes } = await json("search/words/index.json");
    const letters = Array.from(form);
    let length = letters.length;
    while (!prefixes.includes(letters.slice(0, length).join(""))) length -= 1;
    const prefix = letters.slice(0, length);
    const ascii = prefix.every((char) => char < "\x80");
    const name = ascii ? `w-${prefix.join("")}` : `u-${prefix.map((char) => char.codePointAt(0).toString(16)).join("-")}`;
    const shard = await json(`search/words/${name}.json`);
    if (!Object.hasOwn(shard, form)) return null;
    const [paragraphs, documents, anywhere = documents] = shard[form];
    return { paragraphs, documents, anywhere };
  }

  let opening = null;
  function engine() {
    opening ||= (async () => {
      const { indexes, documents } = await json("search/words/index.json");
      const folder = new URL("search/pagefind/", root);
      const pagefind = await import(new URL("pagefind.js", folder).href);
      await pagefind.options({ noWorker: documents < LARGE });
      await pagefind.init();
      const others = Array.from({ length: indexes - 1 }, (_, number) => new URL(`${number + 1}/`, folder).pathname);
      await Promise.all(others.map((path, number) => pagefind.mergeIndex(path, { language: `und-${number + 1}` })));
      return pagefind;
    })();
    opening.catch(() => (opening = null));
    return opening;
  }

  /* Documents that may have all these words, as the engine's results. Words that stand nearly everywhere narrow nothing
     and fill the largest files of the index; where there are others the engine is not asked for them. */
  async function candidates(forms, numbers) {
    const pagefind = await engine();
    const { documents } = await json("search/words/index.json");
    const asked = forms.map((form, number) => ({ form, anywhere: numbers[number].anywhere }));
    asked.sort((one, other) => one.anywhere - other.anywhere);
    const telling = asked.filter((one) => one.anywhere <= documents / 2 || documents <= BATCH);
    const lists = await Promise.all((telling.length ? telling : asked.slice(0, 1)).map(async ({ form, anywhere }) => {
      /* In quotes the engine finds the very word; without them it would find whatever begins with it. */
      const found = (await pagefind.search(`"${form}"`)).results;
      if (found.length < anywhere) throw new Error("a part of it is missing");
      return new Map(found.map((result) => [result.id, result]));
    }));
    const [fewest, ...rest] = lists;
    const kept = [...fewest.values()].filter((result) => rest.every((list) => list.has(result.id)));
    if (kept.length <= BATCH || !telling.length) return kept;
    /* Too many to read them all at once: those that the engine thinks best come first. */
    const ranked = await pagefind.search(telling.map((one) => one.form).join(" "));
    const rank = new Map(ranked.results.map((result, number) => [result.id, number]));
    const last = rank.size;
    return kept.sort((one, other) => (rank.get(one.id) ?? last) - (rank.get(other.id) ?? last));
  }

  /* ------------------------------------------------------------------------------------------- reading the texts */

  /* A stretch of the index notation as words to show, each with the forms it begins and how many words they span. */
  function read(pieces) {
    const shown = [];
    const starts = []; /* for every word with a form, the forms that begin there */
    for (const piece of pieces) {
      const hidden = /^(\|+)(.+)$/u.exec(piece);
      if (hidden) {
        const length = hidden[1].length;
        starts[starts.length - length]?.forms.push({ form: hidden[2], length });
        continue;
      }
      const glued = piece.endsWith("|");
      const text = (glued ? piece.slice(0, -1) : piece).replaceAll("\ue000", "|");
      const form = fold(text);
      if (form) starts.push({ at: shown.length, forms: [{ form, length: 1 }] });
      shown.push({ text, glued });
    }
    return { shown, starts };
  }

  /* Where a phrase that begins at a word ends, or -1 where it does not stand there. */
  function end(starts, at, forms, done = 0) {
    if (done === forms.length) return at;
    for (const { form, length } of starts[at]?.forms ?? []) {
      if (form !== forms[done]) continue;
      const ends = end(starts, at + length, forms, done + 1);
      if (ends >= 0) return ends;
    }
    return -1;
  }

  /* The places of every clause in a zone, in order, as places of the words that are shown. */
  function places(zone, clauses) {
    const found = [];
    clauses.forEach((clause, number) => {
      for (let at = 0; at < zone.starts.length; at += 1) {
        const ends = end(zone.starts, at, clause.forms);
        if (ends > 0) found.push({ clause: number, from: zone.starts[at].at, to: zone.starts[ends - 1].at });
      }
    });
    return found.sort((one, other) => one.from - other.from || one.to - other.to);
  }

  /* The shortest stretch that holds as many clauses as the zone has, as [first place, last place]. */
  function closest(found) {
    const wanted = new Set(found.map((place) => place.clause)).size;
    let best = null;
    for (let first = 0; first < found.length; first += 1) {
      const held = new Set();
      for (let last = first; last < found.length; last += 1) {
        held.add(found[last].clause);
        if (held.size < wanted) continue;
        const width = found[last].to - found[first].from;
        if (!best || width < best.width) best = { from: found[first].from, to: found[last].to, width };
        break;
      }
    }
    return best;
  }

  function readZone(anchor, pieces, clauses) {
    const zone = { anchor, ...read(pieces) };
    const found = places(zone, clauses);
    const clausesHeld = new Set(found.map((place) => place.clause));
    const near = closest(found);
    const score = found.length && clausesHeld.size * 10 + Math.min(found.length, 5) + (4 * clausesHeld.size) / (near.width + 1);
    return { ...zone, found, clausesHeld, near, score, addressed: /^[psn]\d/.test(anchor) };
  }

  /* What a document has of the clauses; null where it does not have them all. */
  function readDocument(fragment, clauses) {
    const pieces = fragment.content.split(" ");
    const marks = fragment.anchors.slice().sort((one, other) => one.location - other.location);
    const zones = [];
    const facts = {};
    marks.forEach(({ id, location }, number) => {
      const [fact, value] = id.split("=");
      if (value !== undefined) facts[fact] = decodeURIComponent(value);
      else zones.push(readZone(id, pieces.slice(location, marks[number + 1]?.location), clauses));
    });
    const held = new Set(zones.flatMap((zone) => [...zone.clausesHeld]));
    if (held.size < clauses.length) return null;
    const having = zones.filter((zone) => zone.addressed && zone.found.length);
    const whole = having.filter((zone) => zone.clausesHeld.size === clauses.length);
    const hits = whole.length ? whole : having;
    const title = zones.find((zone) => zone.anchor === "title");
    const aside = zones.filter((zone) => !zone.addressed && zone !== title && zone.found.length);
    const best = Math.max(0, ...hits.map((zone) => zone.score));
    const score = (whole.length ? 1000 : 0) + best + Math.min(hits.length, 5) + 3 * title.clausesHeld.size;
    const address = (fragment.raw_url ?? fragment.url).replace(/^\/+/, "");
    return { ...facts, address, title, aside, hits, whole: whole.length > 0, score };
  }

  /* -------------------------------------------------------------------------------------------------- what is said */

  const quoted = (clauses, word) => {
    const names = clauses.map((clause) => `“${clause.typed}”`);
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
  };
  const many = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  function summary(state) {
    const { clauses, documents, left, numbers } = state;
    const whole = documents.filter((one) => one.whole);
    const apart = documents.filter((one) => !one.whole && one.hits.length);
    const aside = documents.length - whole.length - apart.length;
    const paragraphs = whole.reduce((sum, one) => sum + one.hits.length, 0);
    const names = quoted(clauses, "and");
    const single = clauses.length === 1 && clauses[0].forms.length === 1;
    if (left && single) {
      const { paragraphs: all, documents: having } = numbers[0];
      return [`${many(all, "paragraph")} in ${many(having, "document")} have ${names}; the first ${many(documents.length, "document")} are shown.`];
    }
    if (!documents.length && !left) {
      if (clauses.length === 1) return [`No paragraph has ${names}.`, ...separately(state)];
      return [`No document has ${names} together.`, ...separately(state)];
    }
    const least = left ? "At least " : "";
    const said = [];
    if (whole.length) {
      const verb = paragraphs === 1 ? "has" : "have";
      said.push(`${least}${many(paragraphs, "paragraph")} in ${many(whole.length, "document")} ${verb} ${names}.`);
    } else if (!left) {
      said.push(`No paragraph has ${names}${clauses.length > 1 ? " together" : ""}.`);
    }
    if (apart.length) said.push(`In ${many(apart.length, whole.length ? "further document" : "document")} the words stand in different paragraphs.`);
    if (aside) said.push(`${many(aside, "document")} ${aside === 1 ? "has" : "have"} it in the title, the summary or an editor’s remark alone.`);
    if (left) said.push(`${many(left, "more document")} may have it and ${left === 1 ? "is" : "are"} not read yet.`);
    return said;
  }

  /* How often each word stands for itself, where together they stand nowhere. */
  function separately({ clauses, forms, numbers }) {
    if (forms.length < 2) return [];
    const typed = (form) => clauses.find((clause) => clause.key === form)?.typed ?? form;
    const each = forms.map((form, number) => `“${typed(form)}” in ${many(numbers[number].paragraphs, "paragraph")}`);
    return [`Each for itself: ${each.join(", ")}.`];
  }

  /* ------------------------------------------------------------------------------------------------- what is shown */

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /* The words from one place to another, with what was found marked. */
  function marked(zone, from, to) {
    const parts = [];
    const say = (text, mark) => {
      const last = parts.at(-1);
      if (last && last.mark === mark) last.text += text;
      else if (text) parts.push({ text, mark });
    };
    for (let at = from; at <= to; at += 1) {
      const { text, glued } = zone.shown[at];
      const holds = zone.found.filter((place) => place.from <= at && at <= place.to);
      const [, lead, core, tail] = /^([^\p{L}\p{N}]*)([^]*?)([^\p{L}\p{N}\p{M}]*)$/u.exec(text);
      const begins = holds.some((place) => place.from < at);
      const goes = holds.some((place) => place.to > at);
      const space = glued || at === to ? "" : " ";
      say(lead, begins);
      say(core, holds.length > 0);
      say(tail + space, goes);
    }
    return parts.map(({ text, mark }) => (mark ? make("mark", {}, text) : text));
  }

  function excerpt(zone) {
    const last = zone.shown.length - 1;
    const from = Math.max(0, zone.near.from - AROUND);
    const to = Math.min(last, Math.max(zone.near.from + AROUND, Math.min(zone.near.to, zone.near.from + 3 * AROUND)) + AROUND);
    const start = from < 4 ? 0 : from;
    const stop = last - to < 4 ? last : to;
    return [start > 0 ? "… " : "", ...marked(zone, start, stop), stop < last ? " …" : ""];
  }

  function named(anchor) {
    const number = anchor.slice(1);
    return { p: `¶ ${number}`, s: `heading ${number}`, n: `note ${number}` }[anchor[0]];
  }

  function hit(address, zone) {
    const link = make("a", { className: "hit", href: `../${address}index.html#${zone.anchor}` });
    link.append(make("span", { className: "n" }, named(zone.anchor)), " ", ...excerpt(zone));
    return make("li", {}, link);
  }

  /* The best paragraphs of a document; where none has all clauses, first the best one for each of them. */
  function chosen(hits) {
    const ranked = [...hits].sort((one, other) => other.score - one.score);
    const clauses = new Set(ranked.flatMap((zone) => [...zone.clausesHeld]));
    const telling = [...clauses].map((clause) => ranked.find((zone) => zone.clausesHeld.has(clause)));
    return [...new Set([...telling, ...ranked])].slice(0, SHOWN);
  }

  function article({ address, dated, title, aside, hits }) {
    const last = title.shown.length - 1;
    const heading = make("h2", {}, make("a", { href: `../${address}index.html` }, ...marked(title, 0, last)));
    const facts = [dated, hits.length ? many(hits.length, "paragraph") : ""].filter(Boolean).join(" · ");
    const element = make("article", { className: "result" }, heading, make("p", { className: "facts" }, facts));
    for (const zone of aside) {
      const name = zone.anchor === "summary" ? "In the summary: " : "In a remark: ";
      element.append(make("p", { className: "facts" }, name, ...excerpt(zone)));
    }
    const best = chosen(hits);
    const rest = hits.filter((zone) => !best.includes(zone));
    if (best.length) element.append(make("ol", {}, ...best.map((zone) => hit(address, zone))));
    if (rest.length) {
      const folded = make("details", {}, make("summary", {}, `${many(rest.length, "more paragraph")}`));
      folded.append(make("ol", {}, ...rest.map((zone) => hit(address, zone))));
      element.append(folded);
    }
    return element;
  }

  function say(...parts) {
    status.replaceChildren(...parts);
  }

  /* ------------------------------------------------------------------------------------------------------- running */

  let latest = 0;

  async function run(query) {
    const turn = (latest += 1);
    const stale = () => turn !== latest;
    const clauses = parse(query);
    results.replaceChildren();
    if (!clauses.length) {
      delete page.dataset.search;
      say(query.trim() ? "There is no word in this query." : "");
      return;
    }
    page.dataset.search = "running";
    say("Searching …");
    engine().catch(() => {});
    try {
      const forms = [...new Set(clauses.flatMap((clause) => clause.forms))];
      const numbers = await Promise.all(forms.map(counts));
      if (stale()) return;
      const missing = clauses.filter((clause) => clause.forms.some((form) => !numbers[forms.indexOf(form)]));
      if (missing.length) return nowhere(clauses, missing);
      const waiting = await candidates(forms, numbers);
      if (stale()) return;
      const state = { clauses, forms, numbers, documents: [], left: waiting.length, apart: make("div", { className: "apart" }) };
      await more(state, waiting, stale);
    } catch (fault) {
      if (!stale()) fail(fault);
    }
  }

  function nowhere(clauses, missing) {
    say(`No paragraph has ${quoted(missing, "or")}.`);
    const others = clauses.filter((clause) => !missing.includes(clause));
    if (others.length) {
      const query = others.map((clause) => (clause.forms.length > 1 ? `"${clause.typed}"` : clause.typed)).join(" ");
      const link = make("a", { href: `?q=${encodeURIComponent(query)}` }, `Search for ${quoted(others, "and")} alone`);
      results.append(make("p", {}, link, "."));
    }
    page.dataset.search = "done";
  }

  /* Read the texts of the next documents, show those that have the words, and say how far that went. */
  async function more(state, waiting, stale) {
    const fragments = await Promise.all(waiting.splice(0, BATCH).map((result) => result.data()));
    if (stale()) return;
    const read = fragments.map((fragment) => readDocument(fragment, state.clauses)).filter(Boolean);
    read.sort((one, other) => other.score - one.score || (one.date < other.date ? -1 : 1));
    state.documents.push(...read);
    state.left = waiting.length;
    results.append(...read.filter((one) => one.whole || !one.hits.length).map(article));
    state.apart.append(...read.filter((one) => !one.whole && one.hits.length).map(article));
    if (state.apart.children.length) results.append(state.apart);
    say(summary(state).join(" "));
    if (waiting.length) {
      const button = make("button", { type: "button" }, `Read ${many(Math.min(BATCH, waiting.length), "more document")}`);
      button.addEventListener("click", () => {
        button.remove();
        page.dataset.search = "running";
        more(state, waiting, stale).catch(fail);
      });
      results.append(button);
    }
    page.dataset.search = "done";
  }

  function fail(fault) {
    results.replaceChildren();
    const link = (folder, text) => make("a", { href: `../${folder}/index.html` }, text);
    const lists = ["The ", link("chronology", "chronology"), " and the lists of ", link("people", "people"), ", "];
    lists.push(link("places", "places"), ", ", link("terms", "terms"), " and ", link("sources", "sources"));
    const why = location.protocol === "file:"
      ? "Search does not run in a copy opened from a disk: the browser lets no page load an index from there. "
      : `Search could not load its index (${fault.message}). `;
    say(why, ...lists, " work without it.");
    page.dataset.search = "failed";
  }

  /* -------------------------------------------------------------------------------------------- the box and the URL */

  const asked = () => new URLSearchParams(location.search).get("q") ?? "";

  function restore() {
    box.value = asked();
    run(box.value);
  }

  box.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (location.protocol === "file:") return;
    const address = new URL(location.href);
    if (box.value.trim()) address.searchParams.set("q", box.value);
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.pushState(null, "", address);
    run(box.value);
  });
  addEventListener("popstate", restore);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  if (location.protocol === "file:") {
    box.value = asked();
    fail();
  } else {
    box.addEventListener("focus", () => engine().catch(() => {}), { once: true });
    if (asked()) restore();
  }
})();
