import '../../../styles/series.css';
import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useSeriesScope } from './use-series.ts';
import { useSayRule } from './words.ts';

type OfSeries = { id: string; series_id: string | null; occurrence_at: string | null; starts_at: string; is_override: boolean };

/** "Every second Tuesday, 10 times. The 4th of 10; this one was moved." With the way to all of its dates. */
export function SeriesLine({ event }: { event: OfSeries }) {
  const { t, format } = useWords();
  const say = useSayRule();
  const { scope } = useSeriesScope(event.series_id ? event.id : null);
  if (!event.series_id || !scope) return null;
  const wasMoved = event.occurrence_at !== null && Date.parse(event.occurrence_at) !== Date.parse(event.starts_at);
  return (
    <p className="series-line">
      {say(scope.series)}. {t('series.place', { place: format.number(scope.place), of: format.number(scope.of) })}
      {wasMoved ? `; ${t('series.was_moved')}` : event.is_override ? `; ${t('series.was_changed')}` : ''}.{' '}
      <Link to={{ search: '?tab=series' }}>{t('series.all_dates')}</Link>
    </p>
  );
}
