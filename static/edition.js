// What script adds to a page that is complete without it: the note of a paragraph, copying it, what became of the
// words that a link cites, light or dark.
"use strict";
(() => {
  const page = document.documentElement;
  const made = (name, text, attributes) => Object.assign(document.createElement(name), { textContent: text }, attributes);

  // ---- light or dark; the choice is kept where the browser lets us, and applied again in the head of each page
  const theme = document.getElementById("theme");
  const chosen = () => {
    try { return localStorage.getItem("theme") || "auto"; } catch { return page.dataset.theme || "auto"; }
  };
  const choose = (value) => {
    if (value === "auto") delete page.dataset.theme; else page.dataset.theme = value;
    try { if (value === "auto") localStorage.removeItem("theme"); else localStorage.setItem("theme", value); } catch { /* a disk may forget */ }
  };
  if (theme) {
    theme.hidden = false;
    theme.elements.theme.value = chosen();
    theme.addEventListener("change", () => choose(theme.elements.theme.value));
  }

  // ---- "/" leads to the search, unless something is being typed
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input,textarea,select,[contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = document.querySelector("input[type=search]");
    const link = document.querySelector(".mast a[href$='search/index.html']");
    if (!field && !link) return;
    event.preventDefault();
    if (field) field.focus(); else location.assign(link.href);
  });

  // ---- the words that a search found are marked where it led
  if (/[?&]hl=/.test(location.search)) {
    const marks = document.createElement("script");
    marks.src = document.currentScript.src.replace(/[^/]*$/, "search-marks.js");
    document.head.append(marks);
  }

  // ---- the note, for the document or for the paragraph that the address names
  const note = document.getElementById("citation");
  if (!note) return;
  const whole = note.textContent;
  const kinds = { p: "¶ ", s: "section ", n: "note " };
  const served = /^https?:$/.test(location.protocol);
  const own = note.dataset.own || (served ? location.origin + location.pathname.replace(/index\.html$/, "") : "");
  const state = Number(note.dataset.state);

  const address = (anchor) => (own ? own + (state ? "?v=" + state : "") + (anchor && "#" + anchor) : note.dataset.address);
  const locator = (anchor) => {
    const parts = /^([psn])(\d+[a-z]*)$/.exec(anchor);
    return parts && document.getElementById(anchor) ? kinds[parts[1]] + parts[2] : "";
  };
  const named = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  };
  const cite = () => {
    const place = locator(named());
    if (!place) { note.textContent = whole; return; }
    const pieces = [note.dataset.opening, place, note.dataset.sources, address(named())];
    note.textContent = pieces.filter(Boolean).join(", ") + ".";
  };

  // ---- what became of the words since the state that a link cites, as in ?v=3#p12
  const cited = new URLSearchParams(location.search).get("v");
  const since = (target) => {
    const held = (name) => Number(target.dataset[name] || 0);
    const then = Number(cited);
    const from = " since the state you cite (" + then + " → ";
    if (!/^[1-9]\d{0,8}$/.test(cited)) return ["The link cites a state that is not a number; this is state " + state + "."];
    if (then > state) return ["The link cites state " + then + ", but this copy of the edition ends with state " + state + "."];
    if (held("born") > then) return ["First published in state " + held("born") + ", after the state you cite (" + then + ").", true];
    if (held("gone")) return held("gone") > then ? ["Withdrawn" + from + held("gone") + ").", true] : ["Withdrawn before the state you cite.", true];
    if (held("since") > then) return ["Corrected" + from + held("since") + ").", true, held("since")];
    if (held("moved") > then) return ["Moved" + from + held("moved") + "), its words unchanged.", true];
    return [then === state ? "This is the state you cite (" + then + ")." : "Unchanged since the state you cite (" + then + ")."];
  };

  const compare = async (box, anchor, href, now) => {
    const told = await (await fetch("history/wordings.json")).json();
    const list = told.wordings[anchor];
    const then = list.filter(([number]) => number <= Number(cited)).pop();
    const both = made("dl", "");
    const add = (label, text) => both.append(made("dt", label), made("dd", text));
    const lost = then ? "It did not stand in the text." : "Its wording is not kept.";
    add("State " + cited + ", " + told.states[cited], (then && then[1]) || lost);
    if (now) add("Since state " + now + ", " + told.states[now], list[list.length - 1][1]);
    box.append(both, made("a", "What was changed", { href }));
  };

  const asks = "Show the wording then";
  const asking = (box, anchor, href, now) => {
    const button = made("button", asks, { type: "button" });
    button.addEventListener("click", () => {
      button.disabled = true;
      compare(box, anchor, href, now).then(() => button.remove(), () => location.assign(href));
    });
    return button;
  };

  let said = null;
  const notice = () => {
    if (said) said.remove();
    said = null;
    const anchor = named();
    const target = cited !== null && locator(anchor) && document.getElementById(anchor);
    if (!target) return;
    const [text, past, now] = since(target);
    const href = target.dataset.history || "history/index.html#" + anchor;
    const inside = target.matches("li,aside,.merged");
    said = made("div", "", { className: inside ? "since inside" : "since" });
    const line = made("p", "");
    const spoken = made("span", "");
    spoken.setAttribute("role", "status");
    line.append(spoken);
    said.append(line);
    if (inside) target.append(said); else target.after(said);
    const box = said;
    setTimeout(() => {  // a change of a region that stands already is read out
      spoken.textContent = text;
      if (past) line.append(" ", now && served ? asking(box, anchor, href, now) : made("a", now ? asks : "History", { href }));
    });
  };

  // ---- a link to the words that are selected: the paragraph, and the words for browsers that can find them
  const apart = ".n,.sn,.call,.unseen,.since,.told,.aside-call";
  const blocks = "p,li,h2,h3,h4,h5,h6,td,aside,summary,q";
  const text = document.querySelector(".text");
  const selected = () => {
    const chosen = getSelection();
    if (!text || !chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    return text.contains(range.commonAncestorContainer) && /[\p{L}\p{N}]/u.test(String(range)) ? range : null;
  };
  // the runs of unbroken text in a range, whole words only; what stands before the first and after the last, too
  const runs = (range) => {
    const found = [];
    let last = null;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(apart)) { last = null; continue; }
      const block = node.parentElement.closest(blocks);
      if (!last || last.block !== block) found.push((last = { block, text: "", from: -1, to: -1 }));
      if (range.intersectsNode(node)) {
        const start = node === range.startContainer ? range.startOffset : 0;
        const end = node === range.endContainer ? range.endOffset : node.length;
        if (end > start) {
          if (last.from < 0) last.from = last.text.length + start;
          last.to = last.text.length + end;
        }
      }
      last.text += node.data;
    }
    return found.filter((run) => run.from >= 0).map(({ text: all, from, to }) => {
      while (from > 0 && /[\p{L}\p{N}]/u.test(all[from - 1]) && /[\p{L}\p{N}]/u.test(all[from])) from -= 1;
      while (to < all.length && /[\p{L}\p{N}]/u.test(all[to - 1]) && /[\p{L}\p{N}]/u.test(all[to])) to += 1;
      return [all.slice(0, from), all.slice(from, to), all.slice(to)].map((part) => part.replace(/\s+/g, " "));
    }).filter(([, words]) => /[\p{L}\p{N}]/u.test(words));
  };
  const coded = (words) => encodeURIComponent(words.trim()).replace(/-/g, "%2D");
  const directive = (range) => {
    const found = runs(range);
    if (!found.length) return "";
    const [before, first] = found[0];
    const [, words, after] = found[found.length - 1];
    const head = first.trim().split(" ");
    const tail = words.trim().split(" ");
    const short = found.length === 1 && head.length <= 12;
    const middle = short ? coded(first) : coded(head.slice(0, 5).join(" ")) + "," + coded(tail.slice(-5).join(" "));
    const again = short && text.textContent.replace(/\s+/g, " ").split(first.trim()).length > 2;
    const prefix = again && coded(before.trim().split(" ").slice(-4).join(" "));
    const suffix = again && coded(after.trim().split(" ").slice(0, 4).join(" "));
    return ":~:text=" + (prefix ? prefix + "-," : "") + middle + (suffix ? ",-" + suffix : "");
  };
  const holder = (range) => {
    let found = "";
    for (const one of text.querySelectorAll("[data-fp]")) {
      const place = one.compareDocumentPosition(range.startContainer);
      if (place & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)) found = one.id;
    }
    return found;
  };
  const link = () => {
    const range = selected();
    const anchor = range && holder(range);
    return anchor ? address(anchor + directive(range)) : address(locator(named()) && named());
  };

  // ---- copying; where the browser refuses, the words are selected so that a key can do it
  const copying = document.querySelector(".copying");
  const copied = document.getElementById("copied");
  const copyLink = document.getElementById("copy-link") || made("button", "");
  const copy = async (words, shown) => {
    try {
      await navigator.clipboard.writeText(words);
      copied.textContent = "Copied.";
    } catch {
      if (!shown) { copied.textContent = words; shown = copied; } else copied.textContent = "Selected: copy it with the keyboard.";
      getSelection().selectAllChildren(shown);
    }
  };
  const label = () => {
    const place = locator(named());
    copyLink.textContent = selected() ? "Copy link to the words selected" : place ? "Copy link to " + place : "Copy link";
  };
  copying.classList.add("possible");
  copyLink.hidden = !own;
  document.getElementById("copy").addEventListener("click", () => copy(note.textContent, note));
  copyLink.addEventListener("mousedown", (event) => event.preventDefault());  // else the selection would be lost
  copyLink.addEventListener("click", () => copy(link()));
  document.addEventListener("selectionchange", label);

  const arrived = () => { cite(); notice(); label(); };
  arrived();
  addEventListener("hashchange", () => { document.adoptedStyleSheets = []; arrived(); });
})();
