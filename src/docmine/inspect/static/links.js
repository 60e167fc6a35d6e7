// Keys of the queue: the pair that has the focus is the one that is judged.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const pairs = () => [...document.querySelectorAll("[data-pair]")];
  const current = () => document.activeElement.closest("[data-pair]");
  const go = (way) => {
    const all = pairs();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : at + way];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if ("aruz".includes(event.key) && event.key.length === 1) {
      const pair = current() ?? pairs()[0];
      if (!pair) return;
      pair.focus();
      pair.querySelector(`[data-verdict="${event.key}"]`)?.click();
    } else return;
    event.preventDefault();
  });
  // The buttons of a pair are replaced by its verdict: the focus stays with the pair.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (document.activeElement === document.body) event.detail.elt.closest("[data-pair]")?.focus();
  });
});
