/* What else may be put into the box: a record id, a paragraph of one, an address of this edition or of the archive on any
   host, an archival reference, a date, a note of ours, a title, a quotation with slips. It leads to its place, or it is
   said that it is not in this edition. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const { words, make, many } = search;
  const MONTHS = "january february march april may june july august september october november december".split(" ");
  const SHORT = { fond: "f", fund: "f", opis: "op", delo: "d", file: "d", folder: "fold", box: "b" }; /* as catalogue.py has them */
  const LEAF = /[\s,;(]*\b(?:ll?|list[syi]?|pp?|pages?|fol[sio.]*|bl|s)\b\.?\s*(\d+)(?:\s*[-–—]\s*\d+)?\)?\.?$/i;
  const LOCATOR = /(?:¶+|§|#p|\bpar(?:a|agraph)?s?\.?)\s*(\d+[a-z]*)|(?:#n|\bnote\s+)(\d+[a-z]*)\b/i;
  const none = (said) => ({ only: true, said, hits: [] });

  function locator(typed) {
    const found = LOCATOR.exec(typed);
    return found ? (found[1] ? `p${found[1]}` : `n${found[2]}`) : "";
  }

  /* ----------------------------------------------------------------------------------------- ids and addresses */

  const held = async (id) => Boolean(await search.referred(`i ${id}`));

  async function byAddress(typed) {
    const [address] = /[a-z]+:\/\/\S+|(?:^|(?<=\s))\S*documents?\/\S+/i.exec(typed) ?? [];
    if (!address) return null;
    const [, anchor] = /#([psn]\d+[a-z]*)/.exec(address) ?? [];
    const path = address.replace(/^[a-z]+:\/\/[^/]*|[?#].*/gi, "");
    const parts = path.split(/[^0-9A-Za-z]+/).filter(Boolean);
    for (let length = parts.length; length > 0; length -= 1) {
      const rows = await search.referred(`u ${words(parts.slice(0, length).join(" ")).join(" ")}`);
      if (rows) return { only: true, said: "", hits: rows.map(([id]) => ({ id, anchor: anchor ?? locator(typed) })) };
    }
    for (const id of path.split("/").map((part) => decode(part).replace(/[.,;)]+$/, "")).filter(Boolean)) {
      if (await held(id)) return { only: true, said: "", hits: [{ id, anchor: anchor ?? locator(typed) }] };
    }
    return typed.trim() === address ? none("No document of this edition has this address.") : null;
  }
  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  async function byIdentifier(typed) {
    const given = /^(?:(?:document|record|doc|id|no)\b[\s.:#]*)?([\p{L}\p{N}][\p{L}\p{N}._-]*?)(?:[\s,:]*(¶+|§|#?p|#?n|par(?:a|agraph)?|note)[\s.]*(\d+[a-z]*))?$/iu.exec(typed);
    if (!given) return null;
    const [, id, mark, number] = given;
    const anchor = number ? (/n/i.test(mark) ? "n" : "p") + number.toLowerCase() : "";
    if (!(await held(id))) {
      const meant = /^\d{5,}$/.test(id) && (number || !(await search.counts(id)));
      return meant ? none(`No document of this edition has the record id ${id}.`) : null;
    }
    return { only: Boolean(number) || !(await search.counts(words(id)[0])), said: "", hits: [{ id, anchor }] };
  }

  /* ------------------------------------------------------------------------------------------------- references */

  async function byReference(typed) {
    const leaf = LEAF.exec(typed);
    const shelf = words(leaf ? typed.slice(0, leaf.index) : typed).map((word) => SHORT[word] ?? word);
    if (shelf.length < 2 || !shelf.some((word) => /\d/.test(word))) return null;
    let rows = null;
    for (let from = 0; !rows && from < Math.min(12, shelf.length - 1); from += 1) {
      rows = await search.referred(`r ${shelf.slice(from).join(" ")}`);
    }
    if (!rows) {
      const plainly = /\bf(?:ond)?\b\W*\d.*\bop(?:is)?\b\W*\d/i.test(typed);
      return plainly ? none("No document of this edition has this archival reference.") : null;
    }
    const wanted = leaf ? Number(leaf[1]) : null;
    const inside = rows.filter(([, first, last]) => wanted === null || first === undefined || (first <= wanted && wanted <= last));
    const hits = (list) => list.map(([id]) => ({ id, anchor: "" }));
    if (inside.length) return { only: true, said: `${many(inside.length, "document")} of this edition ${inside.length === 1 ? "lies" : "lie"} there.`, hits: hits(inside) };
    const leaves = rows.map(([, first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
    return { only: true, said: `Leaf ${wanted} is not in this edition; of this file it has ${leaves}.`, hits: hits(rows) };
  }

  /* ------------------------------------------------------------------------------------------------------ dates */

  /* The first and last day that a date names: of July 1949 the 1st and the 31st; null for what is no date. */
  function dayOf(typed) {
    const text = typed.trim().toLowerCase().replace(/(\d)(?:st|nd|rd|th)\b/g, "$1");
    const month = (name) => 1 + MONTHS.findIndex((one) => name.length > 2 && one.startsWith(name));
    const iso = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
    const american = /^([a-z]+)\.? (?:(\d{1,2}),? )?(\d{4})$/.exec(text);
    const british = /^(\d{1,2})\.? ([a-z]+)\.?,? (\d{4})$/.exec(text);
    const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
    const [y, m, d] = iso ? iso.slice(1) : american ? [american[3], month(american[1]), american[2]]
      : british ? [british[3], month(british[2]), british[1]] : dotted ? [dotted[3], dotted[2], dotted[1]] : [];
    if (!y || Number(m ?? 1) < 1 || Number(m ?? 1) > 12) return null;
    const pad = (number) => String(number).padStart(2, "0");
    const end = new Date(Date.UTC(y, m ?? 12, 0)).getUTCDate();
    if (d !== undefined && (Number(d) < 1 || Number(d) > end)) return null;
    return { first: `${y}-${pad(m ?? 1)}-${pad(d ?? 1)}`, last: `${y}-${pad(m ?? 12)}-${pad(d ?? end)}`, whole: !m };
  }

  async function byDate(typed) {
    const day = dayOf(typed);
    if (!day || day.whole) return null;
    const { days, id } = await search.catalogue();
    const hits = id.filter((_, at) => days[at] && days[at].split("/")[0] <= day.last && days[at].split("/").at(-1) >= day.first);
    const said = hits.length ? `${many(hits.length, "document")} of this edition ${hits.length === 1 ? "is" : "are"} of this date.` : "No document of this edition is of this date.";
    return { only: false, phrase: true, said, hits: hits.slice(0, 20).map((one) => ({ id: one, anchor: "" })) };
  }

  /* ------------------------------------------------------------------------------------------- notes and titles */

  async function byTitle(typed) {
    const [, quoted] = /[“"]([^”"]{8,})[”"]/.exec(typed) ?? [];
    const rows = await search.referred(`t ${words(quoted ?? typed).join(" ")}`);
    if (!rows || (!quoted && words(typed).length < 3)) return null;
    const { byId, days } = await search.catalogue();
    const dated = (typed.match(/\b[A-Z][a-z]+ \d{1,2}, \d{4}\b|\b\d{1,2} [A-Z][a-z]+ \d{4}\b|\b\d{4}-\d\d-\d\d\b/g) ?? []).map(dayOf).filter(Boolean);
    const fits = ([id]) => dated.some(({ first, last }) => days[byId.get(id)].split("/")[0] <= last && days[byId.get(id)].split("/").at(-1) >= first);
    const chosen = rows.some(fits) ? rows.filter(fits) : rows;
    const cited = Boolean(quoted) && words(typed).length > words(quoted).length;
    const titled = `${many(chosen.length, "document")} of this edition ${chosen.length === 1 ? "has" : "have"} this title.`;
    return { only: cited, phrase: !cited && !quoted, said: cited ? "" : titled, hits: chosen.slice(0, 20).map(([id]) => ({ id, anchor: locator(typed) })) };
  }

  /* What was pasted, as {only, said, hits}: whether it is nothing but that, what is said of it, and where it leads. */
  async function paste(typed) {
    const text = typed.trim().replace(/\s+/g, " ");
    for (const understood of [byAddress, byIdentifier, byReference, byDate, byTitle]) {
      const found = await understood(text);
      if (found) return found.said || !found.hits.length ? found : { ...found, said: `${many(found.hits.length, "document")} of this edition ${found.hits.length === 1 ? "is" : "are"} meant.` };
    }
    return null;
  }

  /* A document, or one place in it, as it is shown among the results. */
  async function place({ id, anchor, found }) {
    const { byId, keyOf } = await search.catalogue();
    const text = search.readDocument(await search.text(keyOf(byId.get(id))), { clauses: [], without: [] });
    const [[, earlier = {}]] = anchor ? await search.referred(`i ${id}`) : [[id]];
    const zone = text.zones.find((one) => one.anchor === (earlier[anchor] || anchor));
    if (zone && found) Object.assign(zone, { found: [found], near: found });
    const element = search.article({ ...text, hits: zone ? [{ ...zone, anchor }] : [], aside: [], counted: false });
    const called = `${anchor?.[0] === "n" ? "note" : "paragraph"} ${anchor?.slice(1)}`;
    const gone = () => make("a", { href: `../documents/${id}/index.html#${anchor}` }, `What was ${called} is no longer in the text; what became of it`);
    if (anchor && !zone) element.append(make("p", { className: "facts" }, anchor in earlier ? gone() : `There is no ${called} in this document.`));
    return element;
  }

  /* -------------------------------------------------------------------------------------------------- quotations */

  /* Where a text comes nearest to a pattern: letters apart, and where that stretch begins and ends. */
  function nearest(pattern, text) {
    let column = Array.from(pattern, (_, row) => ({ apart: row + 1, from: 0 }));
    let best = { apart: pattern.length, from: 0, to: 0 };
    for (let at = 0; at < text.length; at += 1) {
      let diagonal = { apart: 0, from: at };
      let above = { apart: 0, from: at + 1 };
      const next = [];
      for (let row = 0; row < pattern.length; row += 1) {
        const step = diagonal.apart + (pattern[row] === text[at] ? 0 : 1);
        diagonal = column[row];
        if (step <= above.apart + 1 && step <= diagonal.apart + 1) above = { apart: step, from: row ? column[row - 1].from : at };
        else above = above.apart < diagonal.apart ? { apart: above.apart + 1, from: above.from } : { apart: diagonal.apart + 1, from: diagonal.from };
        next.push(above);
      }
      column = next;
      if (above.apart < best.apart) best = { apart: above.apart, from: above.from, to: at };
    }
    return best;
  }

  function nearestIn(text, pattern) {
    const found = search.readDocument(text, { clauses: [], without: [] }).zones.filter((zone) => ["text", "notes"].includes(zone.kind));
    return found.map((zone) => {
      let letters = "";
      const owner = [];
      for (const { at, forms } of zone.starts) {
        letters += forms[0].form;
        while (owner.length < letters.length) owner.push(at);
      }
      const best = nearest(pattern, letters);
      return { id: text.id, anchor: zone.anchor, apart: best.apart / pattern.length, found: { clause: 0, from: owner[best.from] ?? 0, to: owner[best.to] ?? 0 } };
    });
  }

  /* The paragraphs that come nearest to a longer run of words, where they come near enough to be what was meant. */
  async function quotation({ typed, filters, without, clauses }) {
    const forms = words(typed);
    if (forms.length < 5 || filters.length || without.length || clauses.some((clause) => clause.near || clause.either)) return null;
    const { documents } = await search.manifest();
    const seen = (await Promise.all([...new Set(forms)].map(async (form) => ({ form, numbers: await search.counts(form) })))).filter((one) => one.numbers);
    const telling = seen.sort((one, other) => one.numbers.anywhere - other.numbers.anywhere).slice(0, 12);
    const weights = new Map();
    await Promise.all(telling.map(async ({ form, numbers }) => {
      for (const key of await search.having(form)) weights.set(key, (weights.get(key) ?? 0) + Math.log(1 + documents / numbers.anywhere));
    }));
    const keys = [...weights].sort((one, other) => other[1] - one[1]).slice(0, 12).map(([key]) => key);
    const texts = await Promise.all(keys.map(search.text));
    const pattern = forms.join("").slice(0, 240);
    const near = texts.flatMap((text) => nearestIn(text, pattern)).filter(({ apart }) => apart <= 0.3).sort((one, other) => one.apart - other.apart);
    const hits = near.filter(({ apart }) => apart <= near[0].apart + 0.05).slice(0, 5);
    if (!hits.length) return null;
    const agree = Math.round(100 * (1 - hits[0].apart));
    return { only: true, said: `No paragraph has these words as they stand; ${hits.length === 1 ? "this one comes" : "these come"} nearest: ${agree} % of the letters agree.`, hits };
  }

  Object.assign(search, { paste, place, quotation, dayOf });
})();
