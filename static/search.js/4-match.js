/* What a document really has of a query, decided on its own text: the engine finds candidates only. A document matches
   when it has every word and phrase of the query; its hits are the paragraphs that have them all and none of what is left
   out, or, where none has them all, those that have any. */
(() => {
  "use strict";
  const search = (window.regestaSearch ||= {});
  const { read, end, sequences } = search;
  const KINDS = { p: "text", s: "text", n: "notes", summary: "summaries", title: "titles", "-": "remarks" };
  const kindOf = (anchor) => KINDS[anchor] ?? KINDS[anchor[0]];

  /* Where one of these forms stands, as first and last word. */
  function spans(zone, alternatives) {
    const found = [];
    for (let at = 0; at < zone.starts.length; at += 1) {
      for (const tokens of alternatives) {
        const ends = end(zone, at, tokens);
        if (ends > at) found.push({ first: at, last: ends - 1 });
      }
    }
    /* "Mao" is not found again inside "Mao Zedong". */
    const holds = (one, other) => one.first <= other.first && other.last <= one.last && one.last - one.first > other.last - other.first;
    return found.filter((span, number) => !found.some((one, at) => holds(one, span) || (at < number && one.first === span.first && one.last === span.last)));
  }
  function spansOf(zone, clause) {
    if (!clause.near) return spans(zone, clause.alternatives);
    const [one, other, most] = clause.near;
    const sides = [spans(zone, sequences(one)), spans(zone, sequences(other))];
    const close = (a, b) => (a.first > b.last ? a.first - b.last : b.first > a.last ? b.first - a.last : Infinity) <= most;
    return sides.flatMap((side, number) => side.filter((a) => sides[1 - number].some((b) => close(a, b))));
  }

  /* The places of every clause in a zone, in order, as places of the words that are shown. */
  function places(zone, clauses) {
    const at = (word) => zone.starts[word].at;
    const found = clauses.flatMap((clause, number) =>
      spansOf(zone, clause).map(({ first, last }) => ({ clause: number, from: at(first), to: at(last) })));
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

  function readZone([anchor, pieces], { clauses, without, zone: wanted }) {
    const zone = { anchor, kind: kindOf(anchor), ...read(pieces) };
    const barred = without.some((clause) => spansOf(zone, clause).length);
    const anywhere = barred ? [] : places(zone, clauses);
    const found = wanted ? anywhere.filter(search.within(zone, wanted)) : anywhere;
    const held = new Set(found.map((place) => place.clause));
    const near = closest(found);
    const score = found.length && held.size * 10 + Math.min(found.length, 5) + (4 * held.size) / (near.width + 1);
    return { ...zone, found, held, near: near ?? { from: 0, to: 0 }, score };
  }

  /* What a document has of a query in the kind of zone that is asked for; null where it does not have it all. */
  function readDocument(text, query) {
    const zones = text.zones.map((zone) => readZone(zone, query));
    const title = zones.find((zone) => zone.anchor === "title");
    if (new Set(zones.flatMap((zone) => [...zone.held])).size < query.clauses.length) return null;
    const having = zones.filter((zone) => ["text", "notes"].includes(zone.kind) && zone.found.length);
    const whole = having.filter((zone) => zone.held.size === query.clauses.length);
    const hits = whole.length ? whole : having;
    const aside = zones.filter((zone) => ["summaries", "remarks"].includes(zone.kind) && zone.found.length);
    const best = Math.max(0, ...hits.map((zone) => zone.score));
    const score = (whole.length ? 1000 : 0) + best + Math.min(hits.length, 5) + 3 * title.held.size;
    return { ...text, zones, title, aside, hits, whole: whole.length > 0, score };
  }

  Object.assign(search, { readDocument });
})();
