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

// A selection of words in the clean text, as offsets: each stretch of the text knows where it begins.
function chosen(text) {
  const selection = getSelection();
  if (selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const offset = (node, at) => {
    const stretch = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    // Offsets are of characters, and a browser counts UTF-16 units.
    return stretch ? Number(stretch.dataset.start) + [...stretch.textContent.slice(0, at)].length : null;
  };
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? `${start}-${end}` : null;
}

function reading(page) {
  for (const box of page.querySelectorAll("[data-layer]")) {
    box.addEventListener("change", () => {
      if (box.dataset.layer === "raw") page.querySelector(".raw").hidden = !box.checked;
      else page.querySelector(".clean").classList.toggle(`no-${box.dataset.layer}`, !box.checked);
    });
  }
  const text = page.querySelector(".clean");
  const panel = (at) => htmx.ajax("GET", `/document/${text.dataset.doc}/panel?at=${at}`, "#panel");
  const go = (target) => {
    const mark = target.closest("mark[data-rows]");
    const row = target.closest("[data-row]");
    if (mark) {
      light(mark.dataset.rows.split(" "));
      panel(mark.dataset.spans.split(" ")[0]);
    } else if (row) {
      light([row.dataset.row]);
      const first = page.querySelector("mark.lit");
      if (first) first.scrollIntoView({ block: "center" });
      panel(row.dataset.at);
    }
  };
  page.addEventListener("click", (event) => { if (!chosen(text)) go(event.target); });
  text.addEventListener("mouseup", () => { const at = chosen(text); if (at) panel(at); });
  const step = (way) => {
    const marks = [...text.querySelectorAll("mark[data-rows]")];
    const at = marks.indexOf(document.activeElement);
    const next = marks[at < 0 ? (way > 0 ? 0 : marks.length - 1) : at + way];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target.closest("mark, [data-row]")) go(event.target);
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else {
      const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!button) return;
      button.closest("details")?.setAttribute("open", "");
      button.click();
    }
    event.preventDefault();
  });
  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-place]");
    if (!button) return;
    const form = button.closest("form");
    const place = JSON.parse(button.dataset.place);
    for (const old of form.querySelectorAll("[data-from-gazetteer]")) old.remove();
    for (const [name, value] of Object.entries(place)) {
      const field = form.elements[name];
      if (field) field.value = value ?? "";
      else if (value !== null) {
        const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
        hidden.dataset.fromGazetteer = "";
        form.append(hidden);
      }
    }
    form.requestSubmit();
  });
}

// What was refused is shown too, where the answer would have been.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.target = document.getElementById("said");
  } else if (event.detail.requestConfig.verb === "post") document.getElementById("said").textContent = "";
});
document.addEventListener("htmx:responseError", (event) => say(`Not done: ${event.detail.xhr.responseText.slice(0, 200) || event.detail.xhr.status}`));
document.addEventListener("htmx:sendError", () => say("docmine inspect does not answer: was it stopped?"));

document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector(".reading")) reading(document.getElementById("main"));
});
