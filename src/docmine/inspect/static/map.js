// The map: outlines of countries from the package, spots from the tables; nothing is fetched from anywhere else.
"use strict";

document.addEventListener("DOMContentLoaded", async () => {
  const box = document.getElementById("map");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, {
    zoomControl: true, attributionControl: true, worldCopyJump: true, maxZoom: 14, minZoom: 1,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
  });
  map.attributionControl.setPrefix("").addAttribution("Outlines: Natural Earth. Places: GeoNames, CC BY 4.0");
  const ink = getComputedStyle(box);
  const colour = (name) => ink.getPropertyValue(name).trim();
  const world = await (await fetch("/static/vendor/countries-50m.json")).json();
  outlined(map, world, colour);

  const layer = L.layerGroup().addTo(map);
  const choice = box.dataset.choice;
  const table = box.dataset.table;
  const seen = () => {
    const b = map.getBounds();
    const clamp = (x, most) => Math.max(-most, Math.min(most, x)).toFixed(4);
    return [clamp(b.getSouth(), 90), clamp(b.getWest(), 180), clamp(b.getNorth(), 90), clamp(b.getEast(), 180)].join(",");
  };
  const address = (part) => `table=${encodeURIComponent(table)}&${choice}&box=${part}`;
  const spotsOf = async (part, zoom) => (await fetch(`/map/points?${address(part)}&zoom=${zoom}`)).json();

  function draw(answer) {
    layer.clearLayers();
    let rows = 0;
    for (const spot of answer.spots) {
      rows += spot.rows;
      if (spot.km && spot.name) {
        L.circle([spot.lat, spot.lon], { radius: spot.km * 1000, stroke: false, fillColor: colour("--at"), fillOpacity: 0.15, interactive: false }).addTo(layer);
      }
      const size = Math.round(20 + 8 * Math.log2(spot.rows));
      const name = spot.name ? `${spot.name}: ${spot.rows}` : `${spot.rows} rows`;
      const icon = L.divIcon({ className: "spot", html: String(spot.rows), iconSize: [size, size] });
      const marker = L.marker([spot.lat, spot.lon], { icon, title: name, alt: name, keyboard: true }).addTo(layer);
      marker.on("click keypress", () => {
        const [south, west, north, east] = spot.box.split(",").map(Number);
        if (spot.name || map.getZoom() >= map.getMaxZoom()) {
          const pad = 0.0002;
          location.href = `/tables/${table}?${choice}&box=${[south - pad, west - pad, north + pad, east + pad].join(",")}`;
        } else map.fitBounds([[south, west], [north, east]], { maxZoom: 12, padding: [40, 40] });
      });
    }
    const more = answer.whole ? "" : "; there are more than can be drawn: choose less";
    document.getElementById("mapped").textContent = `${rows.toLocaleString("en")} rows with a place in this part of the map${more}`;
  }

  let asked = 0;
  async function refresh() {
    const mine = ++asked;
    const answer = await spotsOf(seen(), map.getZoom());
    if (mine !== asked) return;
    draw(answer);
    document.getElementById("list").href = `/tables/${table}?${choice}&box=${seen()}`;
    const time = document.getElementById("in-time");
    if (time) time.href = `/timeline?${address(seen())}`;
  }

  if (box.dataset.box) {
    const [south, west, north, east] = box.dataset.box.split(",").map(Number);
    map.fitBounds([[south, west], [north, east]]);
  } else {
    const all = (await spotsOf("-90,-180,90,180", 2)).spots;
    if (all.length) map.fitBounds(all.map((s) => [s.lat, s.lon]), { maxZoom: 7, padding: [30, 30] });
    else map.setView([20, 20], 2);
  }
  map.on("moveend", refresh);
  refresh();
});
