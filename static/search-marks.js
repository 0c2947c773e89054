/* Marks, in the paragraph that a search led to, the words it was found by: ?hl=loan&hl=Mao%20Zedong#p12. The page stays as it
   is where the browser can highlight; the words leave the address, so that it can be copied and cited. */
(() => {
  "use strict";
  const given = new URLSearchParams(location.search);
  const wanted = given.getAll("hl").map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")).filter(Boolean);
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!wanted.length || !place) return;
  const letter = /[\p{L}\p{N}]/u;
  const unspaced = /[\u0e01-\u1fff\u3005-\u30ff\u3400-\u9fff]/u;

  /* The letters of a place in order, each with its node and offset, and whether the one before it touches it. */
  const letters = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  let touches = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("a.n, sup, script")) continue;
    for (let at = 0; at < node.data.length; at += 1) {
      const is = letter.test(String.fromCodePoint(node.data.codePointAt(at))) || /[\ud800-\udfff]/.test(node.data[at]);
      if (is) letters.push({ char: node.data[at].toLowerCase()[0], node, at, touches });
      touches = is && !unspaced.test(node.data[at]);
    }
  }

  const text = letters.map(({ char }) => char).join("");
  const ranges = [];
  for (const word of new Set(wanted)) {
    for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
      const [first, last, next] = [letters[from], letters[from + word.length - 1], letters[from + word.length]];
      if (first.touches || (next?.touches && !unspaced.test(word.at(-1)))) continue;
      const range = document.createRange();
      range.setStart(first.node, first.at);
      range.setEnd(last.node, last.at + 1);
      ranges.push(range);
    }
  }

  if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(...ranges));
  else {
    for (const range of ranges) {
      if (range.startContainer === range.endContainer) range.surroundContents(document.createElement("mark"));
    }
  }
  given.delete("hl");
  try {
    history.replaceState(history.state, "", location.pathname + (given.size ? `?${given}` : "") + location.hash);
  } catch { /* a page opened from a disk may not change its address */ }
})();
