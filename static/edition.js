// What script adds to a page that is complete without it: the note of a paragraph, copying it, light or dark.
"use strict";
(() => {
  const page = document.documentElement;

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

  // ---- the note, for the document or for the paragraph that the address names
  const note = document.getElementById("citation");
  if (!note) return;
  const whole = note.textContent;
  const kinds = { p: "¶ ", s: "section ", n: "note " };
  const served = /^https?:$/.test(location.protocol);

  const address = (anchor) => {
    const own = note.dataset.own || (served ? location.origin + location.pathname.replace(/index\.html$/, "") : "");
    if (!own) return note.dataset.address;
    return own + (note.dataset.state ? "?v=" + note.dataset.state : "") + "#" + anchor;
  };
  const locator = (anchor) => {
    const parts = /^([psn])(\d+[a-z]*)$/.exec(anchor);
    return parts && document.getElementById(anchor) ? kinds[parts[1]] + parts[2] : "";
  };
  const cite = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    const place = locator(anchor);
    if (!place) { note.textContent = whole; return; }
    const pieces = [note.dataset.opening, place, note.dataset.sources, address(anchor)];
    note.textContent = pieces.filter(Boolean).join(", ") + ".";
  };
  cite();
  addEventListener("hashchange", cite);

  // ---- copying; where the browser refuses, the note is selected so that a key can do it
  const copying = document.querySelector(".copying");
  const copied = document.getElementById("copied");
  copying.hidden = false;
  document.getElementById("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(note.textContent);
      copied.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(note);
      copied.textContent = "Selected: copy it with the keyboard.";
    }
  });
})();
