import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { createMap, shapeLayer, showAll, type Tiles } from './base-map.ts';
import type { AreaShape } from './use-shapes.ts';

export type Point = { latitude: number; longitude: number };
type PointPickerProps = { tiles: Tiles; shapes: AreaShape[]; point: Point | null; onPick: (point: Point) => void };

/** A map on which a point is set by a click. Whoever has no pointer types the two numbers beside it. */
export function PointPicker({ tiles, shapes, point, onPick }: PointPickerProps) {
  const { t } = useWords();
  const element = useRef<HTMLElement>(null);
  const map = useRef<L.Map | null>(null);
  const picked = useRef(onPick);
  picked.current = onPick;
  const first = useRef(point);
  const words = useRef({ zoomIn: t('map.zoom_in'), zoomOut: t('map.zoom_out') });

  useEffect(() => {
    if (!element.current) return;
    const made = createMap(element.current, tiles, words.current);
    map.current = made;
    const layers = shapes.map(({ geometry }) => shapeLayer(geometry, 'map-outline').addTo(made));
    if (first.current) made.setView([first.current.latitude, first.current.longitude], 14, { animate: false });
    else showAll(made, layers);
    made.on('click', ({ latlng }) =>
      picked.current({ latitude: round(latlng.lat), longitude: round(L.Util.wrapNum(latlng.lng, [-180, 180], true)) }),
    );
    return () => {
      made.remove();
      map.current = null;
    };
  }, [tiles, shapes]);

  useEffect(() => {
    if (!map.current || !point) return;
    const mark = L.circleMarker([point.latitude, point.longitude], { radius: 9, className: 'map-picked', pane: 'points' }).addTo(
      map.current,
    );
    return () => void mark.remove();
  }, [point]);

  return <section ref={element} className="map map-picker" aria-label={t('map.picker')} />;
}

/** Six decimals: a hand's breadth. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
