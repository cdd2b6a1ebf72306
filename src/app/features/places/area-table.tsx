import { Link } from 'react-router';
import { type AreaCount, amountOf, type Basis } from '../../../domain/places/areas.ts';
import { writeRange } from '../../../domain/shared/day-range.ts';
import { useWords } from '../../providers/i18n.tsx';
import { ScrollRegion } from '../../shared/components/scroll-region.tsx';
import type { MapAreas, MapQuery } from './use-map.ts';

type AreaTableProps = { told: MapAreas; basis: Basis; asked: MapQuery };

/** What the map is colored by, most first. A name shows its area on the map; a count opens what it counts, where that is a list. */
export function AreaTable({ told, basis, asked }: AreaTableProps) {
  const { t, format } = useWords();
  const unknown = t('map.unknown');
  const rows = [...told.areas].sort(
    (one, other) => (amountOf(other, basis) ?? -1) - (amountOf(one, basis) ?? -1) || one.name.localeCompare(other.name),
  );
  const decimal = (amount: number | null) => (amount === null ? unknown : format.decimal(amount));
  const sources = [...new Set(rows.flatMap(({ source }) => source ?? []))];
  if (rows.length === 0) return null;
  return (
    <div>
      <ScrollRegion label={t(`map.measure.${asked.measure}`)}>
        <table className="reach-table map-table">
          <caption>{t('map.caption', { what: t(`map.measure.${asked.measure}`) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`map.area.${asked.kind}`)}</th>
              <th scope="col">{t('map.count')}</th>
              <th scope="col">{t('map.per_thousand')}</th>
              <th scope="col">{t('map.per_km')}</th>
              <th scope="col">{t('map.people')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((area) => (
              <tr key={area.id} className={asked.area === area.id ? 'map-row-chosen' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-pressed={asked.area === area.id}
                    onClick={() => asked.set('area', asked.area === area.id ? null : area.id)}
                  >
                    {area.name}
                  </button>
                </th>
                <td>
                  <Opened area={area} asked={asked} />
                </td>
                <td>{decimal(amountOf(area, 'people'))}</td>
                <td>{decimal(amountOf(area, 'square_km'))}</td>
                <td>{area.people === null ? unknown : format.number(area.people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="secondary">
        {[
          told.elsewhere > 0 && t('map.elsewhere', { count: format.number(told.elsewhere) }),
          sources.length > 0 && t('reach.source', { source: sources.join('; ') }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </div>
  );
}

/** A count with the way to what it counts. */
function Opened({ area, asked }: { area: AreaCount; asked: MapQuery }) {
  const { format } = useWords();
  const to = listOf(area, asked);
  const text = format.number(area.count);
  return to && area.count > 0 ? <Link to={to}>{text}</Link> : text;
}

function listOf({ code, name }: AreaCount, { kind, measure, from, today }: MapQuery): string | null {
  const days = { from, to: today };
  const span = writeRange(days) ?? '';
  if (kind === 'neighborhoods' && measure === 'service_requests') return `/service-requests?view=all&neighborhood=${code}&opened=${span}`;
  if (kind === 'neighborhoods') return measure === 'inquiries' ? `/inquiries?q=${encodeURIComponent(name)}&opened=${span}` : null;
  if (measure === 'inquiries') return `/inquiries?district=${code}&opened=${span}`;
  if (measure === 'attendance') return `/events/list?tab=past&district=${code}&when=${span}`;
  if (measure === 'referrals') return `/referrals?tab=all&district=${code}&sent=${span}`;
  if (measure === 'applications') return `/applications?tab=all&district=${code}&since=${from}&until=${today}`;
  if (measure === 'service_requests') return `/service-requests?view=all&district=${code}&opened=${span}`;
  return `/organizations?district=${code}`;
}
