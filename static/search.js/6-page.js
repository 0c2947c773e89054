/* The search page: reads the address, asks for documents that may have the words, has each text decide, and says what
   was found and what was not. A query is in the address whole, so that a search can be kept, cited and gone back to. */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const search = window.regestaSearch;
  const { make, many, FEW } = search; /* so many texts are read at a time */
  const page = document.documentElement;
  const box = document.querySelector("input[type=search][name=q]");
  const status = document.getElementById("status");
  const results = document.getElementById("results");
  const facets = document.getElementById("facets");
  if (!box || !status || !results || !facets) return;

  /* -------------------------------------------------------------------------------------------------- candidates */

  const union = (sets) => (sets.includes(null) ? null : new Set(sets.flatMap((set) => [...set])));
  const common = (sets) => {
    const [first, ...rest] = sets.filter(Boolean).sort((one, other) => one.size - other.size);
    return first ? new Set([...first].filter((key) => rest.every((set) => set.has(key)))) : null;
  };
  const known = new Map(); /* form → its counts */
  async function begun(form) {
    await search.need("more");
    return (await search.beginning("words", form)).length ? { anywhere: 0 } : null;
  }
  async function look(token) {
    const key = token.form + (token.prefix ? "*" : "");
    if (!known.has(key)) {
      known.set(key, token.prefix ? await begun(token.form) : await search.counts(token.form));
    }
    return known.get(key);
  }
  const numbersOf = (token) => known.get(token.form + (token.prefix ? "*" : ""));

  /* The words by which documents are looked for, the rarest first; of the words of a name one alone. */
  function rarest(tokens) {
    const asked = [...tokens].sort((one, other) => numbersOf(one).anywhere - numbersOf(other).anywhere);
    return asked.filter((token, at) => token.name === undefined || asked.findIndex((one) => one.name === token.name) === at);
  }

  /* Documents that may have these words side by side; null where each of them stands nearly everywhere. Such words narrow
     nothing and fill the largest files of the index. */
  async function mayHave(tokens, total, forced) {
    if (tokens.some((token) => !numbersOf(token))) return new Set();
    const asked = rarest(tokens);
    let telling = asked.filter((token) => numbersOf(token).anywhere <= total / 2 || total <= FEW);
    if (!telling.length && forced) telling = asked.slice(0, 1);
    return common(await Promise.all(telling.map((token) => search.having(token.form, token.prefix))));
  }
  async function mayHold(clause, total, forced) {
    if (clause.near) return common(await Promise.all(clause.near.slice(0, 2).map((side) => mayHold(side, total, forced))));
    return union(await Promise.all(clause.alternatives.map((tokens) => mayHave(tokens, total, forced))));
  }
  const possible = (clause) => (clause.near ? clause.near.slice(0, 2).every(possible) : clause.alternatives.some((tokens) => tokens.every(numbersOf)));
  const lookAll = ({ clauses }) => Promise.all(clauses.flatMap(search.sequences).flat().map(look));

  /* Ask the engine for what an answer needs before it is certain that it is needed. */
  async function ahead(query) {
    if (query.filters.length || query.sort === "date") return;
    await lookAll(query);
    if (query.clauses.every(possible)) await inOrder(await candidates(query), query);
  }
  async function candidates({ clauses }) {
    const { documents } = await search.manifest();
    const kept = common(await Promise.all(clauses.map((clause) => mayHold(clause, documents, false))));
    return [...(kept ?? common(await Promise.all(clauses.map((clause) => mayHold(clause, documents, true)))))];
  }

  /* In which order they are read: by date where that is asked for, else those first that have most to do with the words. */
  async function inOrder(keys, query) {
    if (query.sort === "date" || !query.clauses.length) {
      const { numberOf, days, id } = await search.catalogue();
      const places = keys.map((key) => ({ key, at: numberOf(key) }));
      return places.sort((one, other) => by(days[one.at] || "~", days[other.at] || "~") || by(id[one.at], id[other.at])).map(({ key }) => key);
    }
    if (keys.length <= FEW) return keys;
    const rank = await search.ranking(telling(query));
    /* Behind its first mark a key is made of the text alone, whatever part of the index it is in. */
    const text = (key) => key.slice(key.indexOf("_"));
    return keys.sort((one, other) => (rank.get(other) ?? 0) - (rank.get(one) ?? 0) || by(text(one), text(other)));
  }
  /* The words by which documents are weighed. */
  function telling({ clauses }) {
    const standing = clauses.flatMap(search.sequences).filter((tokens) => tokens.every(numbersOf)).slice(0, 6);
    return [...new Set(standing.flatMap((tokens) => rarest(tokens).slice(0, 3)).map(({ form }) => form))];
  }
  const by = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  /* -------------------------------------------------------------------------------------------------- what is said */

  const { listed } = search;
  const saying = ({ clauses, without }) =>
    listed(clauses.map((clause) => clause.said), "and") + (without.length ? ` and not ${listed(without.map((clause) => clause.said), "or")}` : "");
  const plain = (query) => !query.without.length && !query.filters.length && !query.zone;

  /* The counts of a query that is one word and nothing else; null for any other. */
  function single(query) {
    const [clause] = query.clauses;
    if (query.clauses.length !== 1 || !plain(query) || clause.near || clause.alternatives.length !== 1) return null;
    const [tokens] = clause.alternatives;
    return tokens.length === 1 && !tokens[0].prefix ? numbersOf(tokens[0]) : null;
  }

  function summary({ query, documents, waiting }) {
    const left = waiting.length;
    const names = saying(query);
    const where = query.zone ? { text: " in the text", notes: " in the notes and brackets", summaries: " in the summaries", titles: " in the titles" }[query.zone] : "";
    if (!query.clauses.length) return [`${many(documents.length + left, "document")}${documents.length + left === 1 ? " fits" : " fit"} the filters.`];
    const whole = documents.filter((one) => one.whole);
    const apart = documents.filter((one) => !one.whole && one.hits.length);
    const aside = documents.length - whole.length - apart.length;
    const paragraphs = whole.reduce((sum, one) => sum + one.hits.length, 0);
    const numbers = single(query);
    if (left && numbers) {
      return [`${many(numbers.paragraphs, "paragraph")} in ${many(numbers.documents, "document")} have ${names}; the first ${many(documents.length, "document")} are shown.`];
    }
    if (!documents.length && !left) {
      const together = query.clauses.length > 1;
      const fit = query.filters.length ? " that fits the filters" : "";
      return [`No ${together ? "document" : "paragraph"}${fit} has ${names}${where}${together ? " together" : ""}.`, ...separately(query)];
    }
    const said = [];
    if (whole.length) {
      said.push(`${left ? "At least " : ""}${many(paragraphs, "paragraph")} in ${many(whole.length, "document")} ${paragraphs === 1 ? "has" : "have"} ${names}${where}.`);
    } else if (!left) said.push(`No paragraph has ${names}${query.clauses.length > 1 ? " together" : ""}.`);
    if (apart.length) said.push(`In ${many(apart.length, whole.length ? "further document" : "document")} the words stand in different paragraphs.`);
    if (aside) said.push(`${many(aside, "document")} ${aside === 1 ? "has" : "have"} it in the title, the summary or an editor’s remark alone.`);
    if (left) said.push(`${many(left, "more document")} may have it and ${left === 1 ? "is" : "are"} not read yet.`);
    return said;
  }

  /* How often each word stands for itself, where together they stand nowhere. */
  function separately(query) {
    const plainly = query.clauses.filter((clause) => !clause.near && !clause.either && !clause.prefix);
    const tokens = [...new Map(plainly.flatMap((clause) => clause.alternatives[0]).map((token) => [token.form, token])).values()];
    if (tokens.length < 2 || query.filters.length || query.zone) return [];
    const typed = ({ form }) => query.clauses.find((clause) => clause.key === form)?.typed ?? form;
    const each = tokens.map((token) => `“${typed(token)}” in ${many(numbersOf(token)?.paragraphs ?? 0, "paragraph")}`);
    return [`Each for itself: ${each.join(", ")}.`];
  }

  /* Which forms of names were searched besides what was typed, and the way to search without them. */
  function alsoSearched(query) {
    const also = [...new Set(query.clauses.flatMap((clause) => clause.also))];
    if (!also.length) return [];
    const link = make("a", { href: address({ exact: "1" }) }, "Search exactly as typed");
    return [` Also searched: ${also.join(", ")}. `, link, "."];
  }

  /* ------------------------------------------------------------------------------------------------------- running */

  let latest = 0;
  const say = (...parts) => status.replaceChildren(...parts);
  const done = () => (page.dataset.search = "done");

  async function run() {
    const turn = (latest += 1);
    const stale = () => turn !== latest;
    const given = params();
    const typed = given.get("q") ?? "";
    results.replaceChildren();
    facets.replaceChildren();
    const narrowed = narrowings(given).length > 0;
    if (!typed.trim() && !narrowed) {
      delete page.dataset.search;
      return say("");
    }
    page.dataset.search = "running";
    say("Searching …");
    search.engine().catch(() => {});
    try {
      const special = /[\d:#¶§"“]|\S\s+\S+\s+\S/u.test(typed);
      const exact = given.get("exact") === "1";
      /* Most of what may have been pasted was not: meanwhile it is read as words. */
      const reading = search.parse(typed, exact);
      if (!narrowed) reading.then(ahead).catch(() => {});
      await Promise.all([special && search.need("paste"), narrowed && search.need("more")]);
      const pasted = special ? await search.paste(typed) : null;
      if (stale()) return;
      if (pasted?.only) return landed(pasted);
      const query = await (pasted?.phrase ? search.parse(`"${typed}"`, exact) : reading);
      if (query.filters.length) await search.need("more");
      if (narrowed) query.filters.push(...search.filtersOf(given));
      query.sort = given.get("sort") ?? "";
      query.typed = typed;
      query.opening = pasted?.said ? `${pasted.said} ` : "";
      await answer(query, pasted, stale);
    } catch (fault) {
      if (!stale()) fault instanceof search.Unreadable ? unreadable(fault) : fail(fault);
    }
  }

  async function answer(query, pasted, stale) {
    const fits = query.filters.length ? await search.fitting(query) : null;
    if (!query.clauses.length && !query.filters.length && !query.zone) {
      say("There is no word in this query.");
      return done();
    }
    if (!query.clauses.length && query.zone) throw new search.Unreadable("A part of the documents is searched for words; there is none in this query.");
    await lookAll(query);
    const missing = query.clauses.filter((clause) => !possible(clause));
    if (stale()) return;
    if (pasted) await landing(pasted);
    if (missing.length) {
      if (await remembered(query)) return;
      return stale() || nowhere(query, missing, stale);
    }
    let keys = query.clauses.length ? await candidates(query) : null;
    if (fits) {
      const { id, numberOf, keyOf } = await search.catalogue();
      keys = keys ? keys.filter((key) => fits(numberOf(key))) : id.map((_, number) => number).filter(fits).map(keyOf);
    }
    const waiting = await inOrder(keys, query);
    if (stale()) return;
    const state = { query, documents: [], waiting, apart: make("div", { className: "apart" }) };
    await more(state, stale);
  }

  /* Read the texts of the next documents, show those that have the words, and say how far that went. */
  async function more(state, stale) {
    const { query, waiting } = state;
    const texts = await Promise.all(waiting.splice(0, FEW).map(search.text));
    if (stale()) return;
    const read = texts.map((text) => search.readDocument(text, query)).filter(Boolean);
    if (query.sort !== "date" && query.clauses.length) read.sort((one, other) => other.score - one.score || by(one.date, other.date) || by(one.id, other.id));
    state.documents.push(...read);
    if (!state.documents.length && !waiting.length && (await remembered(query))) return;
    const together = (one) => one.whole || !one.hits.length || query.sort === "date";
    results.append(...read.filter(together).map(search.article));
    state.apart.append(...read.filter((one) => !together(one)).map(search.article));
    if (state.apart.children.length) results.append(state.apart);
    say(query.opening + summary(state).join(" "), ...alsoSearched(query));
    if (waiting.length) {
      const button = make("button", { type: "button" }, `Read ${many(Math.min(FEW, waiting.length), "more document")}`);
      button.addEventListener("click", () => {
        button.remove();
        page.dataset.search = "running";
        more(state, stale).catch(fail);
      });
      results.append(button);
    }
    narrowing(state);
    done();
  }

  const narrowings = (given) => [...given].filter(([name, value]) => search.FIELDS.includes(name) && value.trim());

  /* The lists by which a search is narrowed are made when they are opened: few readers need what they are made from. */
  function narrowing(state) {
    const given = params();
    const chosen = narrowings(given).length;
    const whole = make("details", {}, make("summary", {}, chosen ? `Narrowed by ${many(chosen, "filter")}` : "Narrow and sort"));
    whole.addEventListener("toggle", async () => {
      try {
        if (whole.open) await search.need("more");
        if (whole.open) await search.facets(whole, state, address);
      } catch {
        whole.append("The lists could not be loaded.");
      }
    });
    whole.open = chosen > 0 || given.has("sort");
    facets.replaceChildren(whole);
  }

  /* A longer run of words that is nowhere as it stands may be a quotation with slips in it. */
  async function remembered(query) {
    if (query.typed.trim().split(/\s+/).length < 5) return false;
    await search.need("paste");
    const found = await search.quotation(query);
    if (!found) return false;
    landed(found);
    return true;
  }

  async function landing({ hits }) {
    results.append(...(await Promise.all(hits.map(search.place))));
  }
  async function landed(pasted) {
    await landing(pasted);
    say(pasted.said);
    done();
  }

  async function nowhere(query, missing, stale) {
    say(`${query.opening}No paragraph has ${listed(missing.map((clause) => clause.said), "or")}.`, ...alsoSearched(query));
    await search.need("more");
    const instead = await search.instead(query, missing, address);
    if (stale()) return;
    results.append(...instead);
    done();
  }

  function unreadable(fault) {
    say(fault.message);
    const help = document.querySelector("details.help");
    if (help) help.open = true;
    done();
  }

  function fail(fault) {
    results.replaceChildren();
    const link = (folder, text) => make("a", { href: `../${folder}/index.html` }, text);
    const lists = ["The ", link("chronology", "chronology"), " and the lists of ", link("people", "people"), ", "];
    lists.push(link("places", "places"), ", ", link("terms", "terms"), " and ", link("sources", "sources"));
    say(`Search could not load its index (${fault.message}). `, ...lists, " work without it.");
    page.dataset.search = "failed";
  }

  /* -------------------------------------------------------------------------------------------- the box and the URL */

  const params = () => new URLSearchParams(location.search);

  /* The address of the same search with some of it changed; an empty value takes a part out. */
  function address(changes) {
    const given = params();
    for (const [name, value] of Object.entries(changes)) {
      given.delete(name);
      for (const one of [value].flat()) if (one) given.append(name, one);
    }
    return `?${given}`;
  }

  function restore() {
    box.value = params().get("q") ?? "";
    run();
  }
  function go(to) {
    const next = new URL(to, location.href);
    if (next.href !== location.href) history.pushState(null, "", next);
    restore();
  }

  box.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address({ q: box.value.trim() ? box.value : "", exact: "" }));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#results a[href^='?'], #status a[href^='?'], #facets a[href^='?'], details.help a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    go(link.getAttribute("href"));
    box.focus({ preventScroll: true });
  });
  addEventListener("popstate", restore);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  search.go = (changes) => go(address(changes));

  /* Examples of what may be typed, each of which finds something in this edition. */
  async function help() {
    const { examples } = await search.manifest();
    if (!examples.length || document.querySelector("details.help")) return;
    const items = examples.map(([query, meaning]) =>
      make("li", {}, make("a", { href: `?q=${encodeURIComponent(query)}` }, query), ` – ${meaning}`));
    box.form.append(make("details", { className: "help" }, make("summary", {}, "What can be typed"), make("ul", {}, ...items)));
  }

  box.addEventListener("focus", () => search.engine().catch(() => {}), { once: true });
  help().catch(() => {});
  if (location.search) restore();
});
