import { cityRate, perThousand, type Reach } from '../../../domain/events/reach.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useMedia } from '../../shared/hooks/use-media.ts';

const left = 84;
const right = 48;
const line = 34;
const bar = 16;

/** People who came per 1,000 residents, a bar for each district, with the city as a line. Its table stands below it. */
export function ReachChart({ reach }: { reach: Reach }) {
  const { t, format } = useWords();
  // Drawn in the size in which it is read, so that its words stay large enough.
  const width = useMedia('(max-width: 767px)') ? 350 : 680;
  const city = cityRate(reach, 'attendance');
  const rows = reach.districts.flatMap(({ code, name, attendance, population }) =>
    population ? [{ code, name, rate: perThousand(attendance, population.people) }] : [],
  );
  if (city === null || rows.length === 0) return null;
  const highest = Math.max(...rows.map(({ rate }) => rate), city, 0.1);
  const x = (rate: number) => left + (rate / highest) * (width - left - right);
  const height = rows.length * line + 30;
  const told = rows.map(({ name, rate }) => `${name}: ${format.decimal(rate)}`).join('; ');
  return (
    <figure className="chart reach-chart">
      <figcaption>{t('reach.chart')}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${t('reach.chart')} ${t('reach.city_rate', { rate: format.decimal(city) })}. ${told}`}
      >
        {rows.map(({ code, name, rate }, index) => (
          <g key={code} transform={`translate(0 ${index * line})`}>
            <text className="chart-name" x={left - 10} y={bar / 2 + 9} textAnchor="end">
              {name}
            </text>
            <rect
              className={rate < city ? 'reach-bar reach-bar-low' : 'reach-bar'}
              x={left}
              y={4}
              width={Math.max(1, x(rate) - left)}
              height={bar}
            />
            <text className="chart-name" x={x(rate) + 8} y={bar / 2 + 9}>
              {format.decimal(rate)}
            </text>
          </g>
        ))}
        <line className="reach-city" x1={x(city)} x2={x(city)} y1={0} y2={rows.length * line} />
        <text className="chart-axis" x={x(city)} y={rows.length * line + 18} textAnchor={city > highest / 2 ? 'end' : 'start'}>
          {t('reach.city_rate', { rate: format.decimal(city) })}
        </text>
      </svg>
    </figure>
  );
}
