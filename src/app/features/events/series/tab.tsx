import '../../../styles/series.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { dateOfInstant } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { SeriesEndDialog } from './end-dialog.tsx';
import { SeriesRuleDialog } from './rule-dialog.tsx';
import { type SeriesDate, useSeriesDates, useSeriesScope } from './use-series.ts';
import { useSayRule } from './words.ts';

type SeriesTabEvent = {
  id: string;
  title: string;
  version: number;
  series_id: string | null;
  occurrence_at: string | null;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  status: string;
};

/** All dates of a series, and what can be done to the whole: another rule, an end. */
export function SeriesTab({ event }: { event: SeriesTabEvent }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const say = useSayRule();
  const mayEdit = useAllowed('events', 'edit');
  const { scope, error, retry } = useSeriesScope(event.id);
  const { dates } = useSeriesDates(event.series_id ?? '');
  const [dialog, setDialog] = useState<'rule' | 'end' | null>(null);
  if (error) return <Refused error={error} onRetry={retry} />;
  if (!scope || !dates) return <RowSkeleton rows={6} />;
  const { series } = scope;
  return (
    <section className="series-tab" aria-label={t('series.tab')}>
      <header>
        <h2>{say(series)}</h2>
        {series.skips_holidays && <p className="secondary">{t('series.skips_holidays')}</p>}
        {mayEdit ? (
          <div className="series-verbs">
            <Button onClick={() => setDialog('rule')}>{t('series.change_rule')}</Button>
            {event.status !== 'held' && <Button onClick={() => setDialog('end')}>{t('series.end')}</Button>}
          </div>
        ) : (
          <p className="secondary">{t('series.read_only')}</p>
        )}
      </header>
      <SeriesDates dates={dates} current={event.id} />
      {dialog === 'rule' && <SeriesRuleDialog event={event} scope={scope} onClose={() => setDialog(null)} />}
      {dialog === 'end' && (
        <SeriesEndDialog
          event={event}
          onClose={() => setDialog(null)}
          onDone={(isGone) => {
            setDialog(null);
            if (isGone) navigate('/events');
          }}
        />
      )}
    </section>
  );
}

const NEAR = 12;

/** The dates around the one in hand; all of them when asked for. */
function SeriesDates({ dates, current }: { dates: SeriesDate[]; current: string }) {
  const { t, tn } = useWords();
  const [isWhole, setWhole] = useState(dates.length <= NEAR + 4);
  const at = Math.max(
    0,
    dates.findIndex(({ id }) => id === current),
  );
  const from = Math.max(0, Math.min(at - 3, dates.length - NEAR));
  const shown = isWhole ? dates : dates.slice(from, from + NEAR);
  return (
    <>
      <ol className="series-dates" start={isWhole ? 1 : from + 1}>
        {shown.map((date) => (
          <li key={date.id} value={dates.indexOf(date) + 1}>
            <DateLine date={date} isCurrent={date.id === current} />
          </li>
        ))}
      </ol>
      {!isWhole && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          {tn('series.show_all', dates.length)}
        </button>
      )}
      {dates.length === 1 && <p className="secondary">{t('series.only_one')}</p>}
    </>
  );
}

function DateLine({ date, isCurrent }: { date: SeriesDate; isCurrent: boolean }) {
  const { t, format } = useWords();
  const { pathname } = useLocation();
  const today = useToday();
  const day = dateOfInstant(date.starts_at, date.time_zone);
  const meant = dateOfInstant(date.occurrence_at, date.time_zone);
  const wasMoved = Date.parse(date.starts_at) !== Date.parse(date.occurrence_at);
  const words = `${format.date(day, today)}, ${format.time(date.starts_at)}`;
  return (
    <>
      {isCurrent ? <strong aria-current="true">{words}</strong> : <Link to={pathname.replace(/[^/]+$/, date.id)}>{words}</Link>}
      <span className="secondary">
        {[
          date.status === 'planned' ? '' : t(`event.status.${date.status}`),
          wasMoved ? (day === meant ? t('series.other_time') : t('series.moved_from', { date: format.date(meant, today) })) : '',
          !wasMoved && date.is_override ? t('series.differs') : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
}
