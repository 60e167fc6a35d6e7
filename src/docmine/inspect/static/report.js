// The views of the one-file report: all rows are in the page, and what they say is set as text, never as HTML.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const make = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const SIZE = 100;
  const chosen = { table: "events", words: "", from: "", to: "", sort: null, down: false, page: 0 };

  for (const [name, table] of Object.entries(data.tables)) {
    const box = make("div");
    const link = make("a", name, { href: `#tables`, "data-table": name });
    const term = make("dt");
    term.append(link);
    box.append(term, make("dd", table.total.toLocaleString("en")));
    $("counts").append(box);
    $("choose").elements.table.append(make("option", name));
    if (table.total > table.rows.length) {
      $("left-out").append(make("p", `${name}: the first ${table.rows.length.toLocaleString("en")} of ${table.total.toLocaleString("en")} rows are here`, { class: "notice" }));
    }
  }
  const missing = data.tables.documents.total - data.documents.length;
  if (missing) $("left-out").append(make("p", `${missing.toLocaleString("en")} reports are left out, since the file would be too large`, { class: "notice" }));

  const at = (table, name) => data.tables[table].columns.findIndex((column) => column[0] === name);
  function rowsOf(name) {
    const table = data.tables[name];
    const [first, last] = [at(name, "earliest"), at(name, "latest")];
    const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (row) => {
      if (words.length) {
        const text = row.filter((cell) => typeof cell === "string").join("\n").toLowerCase();
        if (!words.every((word) => text.includes(word))) return false;
      }
      if (first < 0) return true;
      return (!chosen.from || (row[last] && row[last] >= chosen.from)) && (!chosen.to || (row[first] && row[first] <= chosen.to));
    };
    const found = table.rows.filter(fits);
    if (chosen.sort !== null) {
      const by = chosen.sort;
      const way = chosen.down ? -1 : 1;
      found.sort((a, b) => (a[by] === null) - (b[by] === null) || way * (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0));
    }
    return found;
  }

  function open(docId, start) {
    location.hash = `#reports:${docId}:${start}`;
  }

  function tables() {
    const table = data.tables[chosen.table];
    const found = rowsOf(chosen.table);
    const pages = Math.max(1, Math.ceil(found.length / SIZE));
    chosen.page = Math.min(chosen.page, pages - 1);
    $("total").textContent = `${found.length.toLocaleString("en")} rows. A row is ${table.row}.`;
    $("page").textContent = `page ${chosen.page + 1} of ${pages}`;
    $("back").disabled = chosen.page === 0;
    $("on").disabled = chosen.page + 1 >= pages;
    const head = make("tr");
    table.columns.forEach(([name, , meaning], number) => {
      const cell = make("th", undefined, { scope: "col", title: meaning });
      const button = make("button", name + (chosen.sort === number ? (chosen.down ? " ▼" : " ▲") : ""), { type: "button" });
      button.addEventListener("click", () => {
        chosen.down = chosen.sort === number && !chosen.down;
        chosen.sort = number;
        tables();
      });
      cell.append(button);
      head.append(cell);
    });
    const [doc, start] = [at(chosen.table, "doc_id"), at(chosen.table, "start")];
    const body = make("tbody");
    for (const row of found.slice(chosen.page * SIZE, (chosen.page + 1) * SIZE)) {
      const line = make("tr");
      row.forEach((value, number) => {
        const [name, dtype] = table.columns[number];
        const text = value === null ? "·" : dtype === "list" ? value.split("|").join(", ") : String(value);
        const cell = make("td", undefined, { dir: "auto", class: name });
        if ((name === "text" || name === "sentence") && doc >= 0 && start >= 0) {
          const button = make("button", text, { type: "button", class: "link" });
          button.addEventListener("click", () => open(row[doc], row[start]));
          cell.append(button);
        } else cell.textContent = text;
        line.append(cell);
      });
      body.append(line);
    }
    const headed = make("thead");
    headed.append(head);
    $("rows").replaceChildren(headed, body);
  }

  let map = null;
  function drawMap() {
    if (map) { map.invalidateSize(); return; }
    const colour = (name) => getComputedStyle($("map")).getPropertyValue(name).trim();
    map = L.map("map", { worldCopyJump: true, maxZoom: 14, minZoom: 1 });
    map.attributionControl.setPrefix("").addAttribution("Outlines: Natural Earth. Places: GeoNames, CC BY 4.0");
    outlined(map, JSON.parse($("world").textContent), colour);
    const layer = L.layerGroup().addTo(map);
    const draw = () => {
      const cell = 45 / 2 ** map.getZoom();
      const groups = new Map();
      for (const [lat, lon, , name] of data.spots) {
        const key = `${Math.floor((lat + 90) / cell)}:${Math.floor((lon + 180) / cell)}`;
        const group = groups.get(key) ?? { rows: 0, lat: 0, lon: 0, names: new Set() };
        group.rows += 1; group.lat += lat; group.lon += lon; group.names.add(name);
        groups.set(key, group);
      }
      layer.clearLayers();
      for (const group of groups.values()) {
        const size = Math.round(20 + 8 * Math.log2(group.rows));
        const title = `${[...group.names].slice(0, 3).join(", ")}: ${group.rows}`;
        L.marker([group.lat / group.rows, group.lon / group.rows], {
          icon: L.divIcon({ className: "spot", html: String(group.rows), iconSize: [size, size] }), title, alt: title,
        }).addTo(layer).on("click keypress", () => {
          if (group.names.size > 1) map.setView([group.lat / group.rows, group.lon / group.rows], map.getZoom() + 2);
          else { chosen.table = "events"; chosen.words = [...group.names][0]; form(); location.hash = "#tables"; }
        });
      }
    };
    map.on("zoomend", draw);
    if (data.spots.length) map.fitBounds(data.spots.map(([lat, lon]) => [lat, lon]), { maxZoom: 7, padding: [30, 30] });
    else map.setView([20, 20], 2);
    draw();
  }

  function timeline() {
    const [first, last, doc, start] = ["earliest", "latest", "doc_id", "start"].map((name) => at("events", name));
    const cells = ["event_type", "mode", "source_actors", "target_actors", "place"].map((name) => at("events", name));
    const day = (text) => Date.parse(text) / 86400000;
    const found = rowsOf("events").filter((row) => row[first] && row[last]).sort((a, b) => (a[first] < b[first] ? -1 : 1)).slice(0, 500);
    const from = Math.min(...found.map((row) => day(row[first])));
    const wide = Math.max(...found.map((row) => day(row[last]))) + 1 - from;
    $("intervals").replaceChildren(...found.map((row) => {
      const item = make("li");
      const link = make("a", undefined, { href: `#reports:${row[doc]}:${row[start]}` });
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 1000 10");
      svg.setAttribute("preserveAspectRatio", "none");
      svg.setAttribute("aria-hidden", "true");
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const x = ((day(row[first]) - from) / wide) * 1000;
      const values = { class: "inside", x: Math.min(x, 996), y: 1, height: 8, width: Math.max(((day(row[last]) + 1 - day(row[first])) / wide) * 1000, 4) };
      for (const [key, value] of Object.entries(values)) bar.setAttribute(key, value);
      svg.append(bar);
      const words = cells.map((cell) => row[cell]).filter(Boolean).join(" · ").replaceAll("|", ", ");
      link.append(make("span", row[first] === row[last] ? row[first] : `${row[first]} – ${row[last]}`, { class: "when" }), svg, make("span", words, { class: "what", dir: "auto" }));
      item.append(link);
      return item;
    }));
  }

  function reports(docId, start) {
    const shown = data.documents.find((one) => one.doc_id === docId) ?? data.documents[0];
    if (!shown) return;
    $("text").replaceChildren(make("h2", shown.title || shown.path), ...shown.text.map(([text, kinds, title, offset]) => {
      const stretch = kinds ? make("mark", text, { class: kinds, title }) : make("span", text);
      if (String(offset) === start) { stretch.classList.add("at"); stretch.id = "at"; }
      return stretch;
    }));
    document.getElementById("at")?.scrollIntoView({ block: "center" });
  }

  $("list").replaceChildren(...data.documents.map((one) => {
    const item = make("li");
    item.append(make("a", `${one.title || one.path}${one.published ? `, ${one.published}` : ""} (${one.n} events${one.status === "ok" ? "" : `, ${one.status}`})`, { href: `#reports:${one.doc_id}:`, dir: "auto" }));
    return item;
  }));

  function form() {
    for (const field of $("choose").elements) if (field.name) field.value = chosen[field.name];
  }

  function go() {
    const [name, docId, start] = location.hash.slice(1).split(":");
    const view = { tables: "tables", map: "map-view", "time-line": "time-line", reports: "reports" }[name] ?? "overview";
    for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== view;
    for (const link of document.querySelectorAll("header nav a")) {
      if (link.hash === `#${name || "overview"}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    ({ tables, map: drawMap, "time-line": timeline, reports: () => reports(docId, start) })[name]?.();
  }

  $("choose").addEventListener("input", (event) => {
    chosen[event.target.name] = event.target.value;
    if (event.target.name === "table") chosen.sort = null;
    chosen.page = 0;
    tables();
  });
  $("choose").addEventListener("submit", (event) => event.preventDefault());
  $("back").addEventListener("click", () => { chosen.page -= 1; tables(); });
  $("on").addEventListener("click", () => { chosen.page += 1; tables(); });
  $("counts").addEventListener("click", (event) => {
    if (event.target.dataset.table) { chosen.table = event.target.dataset.table; chosen.sort = null; form(); }
  });
  addEventListener("hashchange", go);
  form();
  go();
})();
