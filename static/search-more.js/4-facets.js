/* What narrows a search: person, type, language, archive, year, days and part of the document, each with how many
   documents have it. Everything chosen is in the address; a link takes it out again. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const { make, fold, words } = search;
  const KINDS = { person: "Person", type: "Type", language: "Language", archive: "Archive", year: "Year" };
  const ZONES = { text: "text", notes: "notes and brackets", summaries: "summaries" };
  const SHOWN = 12; /* values of a facet that are listed */
  const fault = (text) => {
    throw new search.Unreadable(text);
  };

  /* The filters in an address, as pairs of name and value. */
  function filtersOf(given) {
    return search.FIELDS.flatMap((name) => given.getAll(name).filter((value) => value.trim()).map((value) => [name, value.trim()]));
  }

  const years = (days) => (days ? Array.from({ length: Math.min(30, days.split("/").at(-1).slice(0, 4) - days.slice(0, 4) + 1) }, (_, more) => String(Number(days.slice(0, 4)) + more)) : []);
  function said(kind, value, column) {
    if (kind === "person") return column.said(value);
    if (kind !== "language") return value;
    try {
      return new Intl.DisplayNames(["en"], { type: "language" }).of(value);
    } catch {
      return value;
    }
  }
  const same = (one, other) => words(one).join(" ") === words(other).join(" ");

  async function personsCalled(value, column) {
    const own = column.all.find((id) => id === value) ?? column.all.find((id) => same(column.said(id), value));
    if (own) return [own];
    const rows = (await search.named(words(value).join(" "))) ?? [];
    const found = rows.map(([id]) => id).filter((id) => column.all.includes(id));
    if (found.length) return found;
    const near = await search.suggest({ alternatives: [words(value).map((form) => ({ form }))] });
    const hint = near.length ? ` Near to it: ${near.join(", ")}.` : " The list of people has every name.";
    return fault(`No person of this edition is called “${value}”.${hint}`);
  }

  async function values(kind, value, column) {
    if (kind === "person") return personsCalled(value, column);
    const found = column.all.filter((one) => one === value || fold(said(kind, one, column)) === fold(value));
    return found.length ? found : fault(`No document of this edition has the ${kind} “${value}”. There are: ${column.all.slice(0, 20).map((one) => said(kind, one, column)).join(", ")}.`);
  }

  async function bound(name, value) {
    await search.need("paste");
    const day = search.dayOf(value);
    return day ? day[name === "from" ? "first" : "last"] : fault(`“${value}” is no date that ${name}: understands; write 1949, 1949-07 or 1949-07-18.`);
  }

  /* Whether a document, by its number, passes the filters of a query; null where there are none. */
  async function fitting(query) {
    const tests = [];
    const either = new Map(); /* of one kind any value will do, but of persons all */
    for (const [name, value] of query.filters) {
      if (name === "in") {
        if (!ZONES[value] && value !== "titles") fault("in: takes text, notes or summaries.");
        query.zone = value;
        continue;
      }
      const { days, ...columns } = await search.catalogue();
      if (name === "from" || name === "to") {
        const edge = await bound(name, value);
        tests.push((at) => days[at] && (name === "from" ? days[at].split("/").at(-1) >= edge : days[at].split("/")[0] <= edge));
      } else if (name === "year") {
        if (!/^\d{4}$/.test(value)) fault("year: takes four figures; for a span write from:1948 to:1950.");
        either.set(name, [...(either.get(name) ?? []), (at) => years(days[at]).includes(value)]);
      } else {
        const wanted = await values(name, value, columns[name]);
        const test = (at) => columns[name].of[at].some((one) => wanted.includes(one));
        if (name === "person") tests.push(test);
        else either.set(name, [...(either.get(name) ?? []), test]);
      }
    }
    query.filters = query.filters.filter(([name]) => name !== "in");
    tests.push(...[...either.values()].map((list) => (at) => list.some((test) => test(at))));
    return tests.length ? (at) => tests.every((test) => test(at)) : null;
  }

  /* Whether every document that may match does: then those that are not read yet are counted too. */
  function certain({ clauses, without, zone }) {
    const plainly = (clause) => !clause.near && clause.alternatives.every((tokens) => tokens.length === 1 && !tokens[0].text);
    return !without.length && !zone && clauses.every(plainly);
  }

  function counted(kind, numbers, { days, ...columns }) {
    const counts = new Map();
    for (const at of numbers) {
      const held = kind === "year" ? years(days[at]) : columns[kind].of[at];
      for (const value of held) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const order = kind === "year" ? ([one], [other]) => (one < other ? -1 : 1) : ([one, a], [other, b]) => b - a || (one < other ? -1 : 1);
    return [...counts].sort(order);
  }

  function facet(kind, numbers, catalogue, chosen, address) {
    const rows = counted(kind, numbers, catalogue);
    if (!rows.length || (rows.length < 2 && !chosen.length)) return [];
    const items = rows.slice(0, kind === "year" ? 80 : SHOWN).map(([value, number]) => {
      const on = chosen.includes(value);
      const link = make("a", { href: address({ [kind]: on ? chosen.filter((one) => one !== value) : [...chosen, value] }) }, said(kind, value, catalogue[kind]) ?? value);
      if (on) link.setAttribute("aria-current", "true");
      return make("li", {}, link, ` ${number.toLocaleString("en")}`);
    });
    if (rows.length > items.length) items.push(make("li", {}, `and ${(rows.length - items.length).toLocaleString("en")} more`));
    return [make("details", { open: chosen.length > 0 }, make("summary", {}, KINDS[kind]), make("ul", {}, ...items))];
  }

  function choice(label, name, options, now, address) {
    const links = Object.entries(options).flatMap(([value, text], number) => {
      const link = make("a", { href: address({ [name]: value }) }, text);
      if (value === now) link.setAttribute("aria-current", "true");
      return [number ? " · " : " ", link];
    });
    return make("p", { className: "choice" }, `${label}:`, ...links);
  }

  /* From which day to which, as two fields that any date may be typed into. */
  function days(given) {
    const field = (name, text) => {
      const input = make("input", { name, value: given.get(name) ?? "", size: 10, placeholder: "1949-07-18", autocomplete: "off" });
      return make("label", {}, `${text} `, input);
    };
    const form = make("form", { className: "days" }, field("from", "From"), " ", field("to", "to"), " ", make("button", { type: "submit" }, "Narrow"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search.go({ from: form.elements.from.value.trim(), to: form.elements.to.value.trim() });
    });
    return form;
  }

  /* The lists themselves: how many of the documents found have each value. */
  async function facets(whole, { query, documents, waiting }, address) {
    const catalogue = await search.catalogue();
    const keys = [...documents.map((one) => one.key), ...(certain(query) ? waiting : [])];
    const numbers = keys.map(catalogue.numberOf);
    const given = new URLSearchParams(location.search);
    const least = waiting.length && !certain(query) ? [make("p", { className: "least" }, "Counts are of the documents read so far: at least so many.")] : [];
    const chosen = filtersOf(given);
    const out = chosen.map(([name, value]) => {
      const text = name === "person" ? said(name, value, catalogue.person) ?? value : said(name, value);
      return make("li", {}, make("a", { href: address({ [name]: given.getAll(name).filter((one) => one.trim() !== value) }) }, `without ${name === "in" ? "only in" : name} ${text}`));
    });
    const lists = Object.keys(KINDS).flatMap((kind) => facet(kind, numbers, catalogue, given.getAll(kind), address));
    const body = [choice("In", "in", { "": "everything", ...ZONES }, given.get("in") ?? "", address), choice("Sort", "sort", { "": "best first", date: "by date" }, given.get("sort") ?? "", address), days(given), ...lists, ...least];
    whole.replaceChildren(whole.firstChild, ...(out.length ? [make("ul", { className: "chosen" }, ...out)] : []), ...body);
  }

  Object.assign(search, { filtersOf, fitting, facets });
})();
