import { Checkbox } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { type LayerName, layers, type MapPoint, type MapPoints, type MapQuery } from './use-map.ts';

const mostShown = 40;

/** Where a point leads. */
export const pageOf = (layer: LayerName, point: MapPoint): string =>
  layer === 'events' ? `/events/${point.id}` : `/organizations/${layer === 'organizations' ? point.id : point.organization_id}`;

/** The points of the map in words: which kinds are shown, and each by its name. */
export function PointList({ points, asked }: { points: MapPoints; asked: MapQuery }) {
  const { t, format } = useWords();
  return (
    <section aria-labelledby="map-points">
      <h2 id="map-points">{t('map.points')}</h2>
      {layers.map((layer) => {
        const found = points[layer];
        const isShown = asked.shown.includes(layer);
        return (
          <div key={layer} className="map-layer">
            <Checkbox checked={isShown} onChange={(event) => asked.toggle(layer, event.target.checked)}>
              <span className={`map-key map-key-${layer}`} aria-hidden="true" />
              {t(`map.layer.${layer}`)} <span className="secondary">{format.number(found.length)}</span>
            </Checkbox>
            {isShown && found.length === 0 && <p className="secondary">{t(`map.none.${layer}`)}</p>}
            {isShown && found.length > 0 && (
              <ul className="map-names">
                {found.slice(0, mostShown).map((point) => (
                  <li key={point.id}>
                    <Link to={pageOf(layer, point)}>{point.name}</Link>
                    {point.starts_at && <span className="secondary"> {format.date(point.starts_at.slice(0, 10))}</span>}
                  </li>
                ))}
                {found.length > mostShown && (
                  <li className="secondary">{t('map.more', { count: format.number(found.length - mostShown) })}</li>
                )}
              </ul>
            )}
          </div>
        );
      })}
    </section>
  );
}
