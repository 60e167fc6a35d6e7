// What every page needs: the token goes along with what changes something; marks and rows light each other up.
"use strict";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["x-docmine-token"] = document.querySelector("meta[name=docmine-token]").content;
});

function say(text) {
  document.getElementById("said").textContent = text;
}

function light(ids) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const id of ids) {
    const found = document.querySelectorAll(`[data-row="${CSS.escape(id)}"], mark[data-rows~="${CSS.escape(id)}"]`);
    for (const one of found) one.classList.add("lit");
  }
}

function reading(page) {
  for (const box of page.querySelectorAll("[data-layer]")) {
    box.addEventListener("change", () => {
      if (box.dataset.layer === "raw") page.querySelector(".raw").hidden = !box.checked;
      else page.querySelector(".clean").classList.toggle(`no-${box.dataset.layer}`, !box.checked);
    });
  }
  const go = (target) => {
    const mark = target.closest("mark[data-rows]");
    const row = target.closest("[data-row]");
    if (mark) {
      light(mark.dataset.rows.split(" "));
      const first = page.querySelector(".found .lit");
      if (first) { first.closest("details").open = true; first.scrollIntoView({ block: "nearest" }); }
    } else if (row) {
      light([row.dataset.row]);
      const first = page.querySelector("mark.lit");
      if (first) first.scrollIntoView({ block: "center" });
    }
  };
  page.addEventListener("click", (event) => go(event.target));
  page.addEventListener("keydown", (event) => { if (event.key === "Enter") go(event.target); });
}

document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector(".reading")) reading(document.getElementById("main"));
});
