import 'leaflet/dist/leaflet.css';
import '../../styles/map.css';
import L from 'leaflet';

/** Pictures behind the map, and whom to name for them; null: shapes on paper, which need no network. */
export type Tiles = { url: string; attribution: string } | null;
export type MapWords = { zoomIn: string; zoomOut: string };

/** Text as an element: what people typed is never read as HTML. */
export function asText(text: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = text;
  return element;
}

/** An empty map in an element, without motion where none is asked for. The page is scrolled by the wheel, not the map. */
export function createMap(element: HTMLElement, tiles: Tiles, words: MapWords): L.Map {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(element, {
    zoomControl: false,
    scrollWheelZoom: false,
    zoomSnap: 0.25,
    zoomAnimation: !isStill,
    fadeAnimation: !isStill,
    markerZoomAnimation: !isStill,
    inertia: !isStill,
    attributionControl: false,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  if (tiles) {
    const named = L.control.attribution({ prefix: false });
    // Leaflet takes HTML here: text is escaped first.
    named.addAttribution(asText(tiles.attribution).innerHTML);
    named.addTo(map);
    L.tileLayer(tiles.url, { maxZoom: 19 }).addTo(map);
  }
  // Points lie above areas, whichever were drawn last.
  map.createPane('points').style.zIndex = '450';
  map.setView([0, 0], 1);
  return map;
}

/** A GeoJSON geometry as a layer with a class that styles.css draws, in light and dark. */
export const shapeLayer = (geometry: object, className: string): L.GeoJSON =>
  L.geoJSON(geometry as never, { style: { className, weight: 1.5, fillOpacity: 1, color: undefined, fillColor: undefined } as never });

/** Shows all of some layers; a single point with its surroundings. */
export function showAll(map: L.Map, layers: L.Layer[]): void {
  const bounds = L.featureGroup(layers).getBounds();
  if (!bounds.isValid()) return;
  map.fitBounds(bounds, { padding: [16, 16], animate: false, maxZoom: 15 });
}
