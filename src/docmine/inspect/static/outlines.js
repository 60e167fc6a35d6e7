// Outlines of the countries, as a layer of a map.
"use strict";

// A ring that crosses the 180th meridian goes on beyond it instead of running back around the world.
function unwrapped(ring) {
  let turn = 0;
  let before = ring[0][0];
  return ring.map(([lon, lat]) => {
    if (Math.abs(lon - before) > 180) turn += lon < before ? 360 : -360;
    before = lon;
    return [lon + turn, lat];
  });
}

function outlines(world) {
  const countries = topojson.feature(world, world.objects.countries);
  for (const { geometry } of countries.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const polygon of polygons) polygon.forEach((ring, i) => { polygon[i] = unwrapped(ring); });
  }
  return countries;
}

function outlined(map, world, colour) {
  L.geoJSON(outlines(world), {
    interactive: false, style: { color: colour("--line"), weight: 1, fillColor: colour("--card"), fillOpacity: 1 },
  }).addTo(map);
}
