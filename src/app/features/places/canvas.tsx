import L from 'leaflet';
import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { asText, createMap, shapeLayer, showAll, type Tiles } from '../../shared/places/base-map.ts';
import type { AreaShape } from '../../shared/places/use-shapes.ts';
import type { LayerName, MapPoint } from './use-map.ts';

export type DrawnArea = { id: string; name: string; amount: string; level: number | null };
type CanvasProps = {
  tiles: Tiles;
  shapes: AreaShape[];
  areas: DrawnArea[];
  chosen: string | null;
  points: { layer: LayerName; points: MapPoint[] }[];
  onChoose: (area: string) => void;
  onOpen: (layer: LayerName, point: MapPoint) => void;
};

/** The drawing. All that it says stands in the table and the list beside it: it is for looking, and for a pointer. */
export function MapCanvas({ tiles, shapes, areas, chosen, points, onChoose, onOpen }: CanvasProps) {
  const { t } = useWords();
  const element = useRef<HTMLElement>(null);
  const map = useRef<L.Map | null>(null);
  const acts = useRef({ onChoose, onOpen });
  acts.current = { onChoose, onOpen };
  const words = useRef({ zoomIn: t('map.zoom_in'), zoomOut: t('map.zoom_out') });
  const byId = useMemo(() => new Map(areas.map((area) => [area.id, area])), [areas]);

  useEffect(() => {
    if (!element.current) return;
    const made = createMap(element.current, tiles, words.current);
    map.current = made;
    showAll(made, shapes.length > 0 ? shapes.map(({ geometry }) => shapeLayer(geometry, '')) : []);
    const watcher = new ResizeObserver(() => made.invalidateSize({ animate: false }));
    watcher.observe(element.current);
    return () => {
      watcher.disconnect();
      made.remove();
      map.current = null;
    };
  }, [tiles, shapes]);

  useEffect(() => {
    const here = map.current;
    if (!here) return;
    const few = shapes.length <= 12;
    const drawn = shapes.flatMap(({ id, geometry }) => {
      const area = byId.get(id);
      if (!area) return [];
      const level = area.level === null ? 'map-unknown' : `map-level-${area.level}`;
      const layer = shapeLayer(geometry, `map-area ${level}${id === chosen ? ' map-chosen' : ''}`).addTo(here);
      layer.bindTooltip(labelOf(area), few ? { permanent: true, direction: 'center', className: 'map-label' } : { sticky: true });
      layer.on('click', () => acts.current.onChoose(id));
      if (id === chosen) layer.bringToFront();
      return [layer];
    });
    return () => {
      for (const layer of drawn) layer.remove();
    };
  }, [shapes, byId, chosen]);

  useEffect(() => {
    const here = map.current;
    if (!here) return;
    const marks = points.flatMap(({ layer, points: found }) =>
      found.map((point) => {
        const mark = L.circleMarker([point.latitude, point.longitude], {
          radius: 6,
          className: `map-point map-point-${layer}`,
          pane: 'points',
        }).addTo(here);
        mark.bindTooltip(asText(point.name));
        mark.on('click', (event) => {
          L.DomEvent.stopPropagation(event);
          acts.current.onOpen(layer, point);
        });
        return mark;
      }),
    );
    if (shapes.length === 0 && marks.length > 0) showAll(here, marks);
    return () => {
      for (const mark of marks) mark.remove();
    };
  }, [points, shapes]);

  return <section ref={element} className="map" aria-label={t('map.drawing')} />;
}

/** A name with its amount below it, as elements. */
function labelOf({ name, amount }: DrawnArea): HTMLElement {
  const label = document.createElement('div');
  label.append(asText(name), asText(amount));
  return label;
}
