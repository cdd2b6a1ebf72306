import { useState } from 'react';
import { Link } from 'react-router';
import type { CreditRow, Measure, Performance } from '../../../../domain/awards/performance.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useAwardActs } from '../actions.ts';
import { HandForm } from './hand-form.tsx';
import { kindWords } from './kind-words.ts';
import { type Behind, useMeasureCredits } from './use-performance.ts';

/** How many stand there before all are asked for. */
const shownFirst = 10;

type CreditsProps = { measure: Measure; award: Performance['award']; behind: Behind; mayEdit: boolean; onAll: () => void };

/** The rows behind a figure, the latest first: what was typed in, and which events and contacts count. */
export function Credits({ measure, award, behind, mayEdit, onAll }: CreditsProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const { page, error, retry } = useMeasureCredits(measure.id, behind);
  const [editing, setEditing] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(false);
  const takeBack = ({ id }: CreditRow) => acts.rpc('uncredit', { p_id: id }, ({ act }) => done(t('measure.taken_back'), { undo: act }));
  if (error && !page) return <Refused error={error} onRetry={retry} />;
  if (!page) return <RowSkeleton rows={2} />;
  const isPart = Object.keys(behind).length > 0;
  const where = behind.outside
    ? t('measure.outside')
    : behind.from && behind.to
      ? format.dateRange(behind.from, behind.to)
      : t('measure.since_start');
  if (page.count === 0 && !isPart) return <p className="secondary">{t('measure.nothing_counts')}</p>;
  return (
    <div>
      <p className="measure-behind-head">
        <b>{where}</b> {tn('measure.rows', page.count, { count: format.number(page.count), amount: format.number(page.amount) })}{' '}
        {isPart && (
          <button type="button" className="link" onClick={onAll}>
            {t('measure.show_all')}
          </button>
        )}
      </p>
      <RefusedLine error={acts.error} />
      <ul className="money-entries measure-rows">
        {(isWhole ? page.rows : page.rows.slice(0, shownFirst)).map((row) =>
          editing === row.id ? (
            <li key={row.id} className="measure-editing">
              <HandForm measure={measure} award={award} credit={row} onClose={() => setEditing(null)} />
            </li>
          ) : (
            <li key={row.id}>
              <span className="money-day">{format.dateWithYear(row.credited_on)}</span>
              <What row={row} />
              <span className="money-amount">{format.number(row.amount)}</span>
              {mayEdit && (
                <span className="money-acts">
                  {row.source === 'hand' && (
                    <button type="button" className="link" onClick={() => setEditing(row.id)}>
                      {t('measure.edit')}
                    </button>
                  )}
                  <button type="button" className="link" disabled={acts.isWorking} onClick={() => void takeBack(row)}>
                    {t('measure.take_back')}
                  </button>
                </span>
              )}
            </li>
          ),
        )}
      </ul>
      {!isWhole && page.rows.length > shownFirst && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          {t('measure.show_rows', { count: format.number(page.rows.length) })}
        </button>
      )}
      {isWhole && page.count > page.rows.length && (
        <p className="secondary">{t('measure.more', { shown: format.number(page.rows.length) })}</p>
      )}
    </div>
  );
}

function What({ row }: { row: CreditRow }) {
  const { t, format } = useWords();
  const { source, title, kind, note, stands, first_on, also, created_by_name } = row;
  const facts = [
    source === 'hand' ? t('measure.hand') : t(kindWords(source, kind)),
    stands !== 'counted' && t(`measure.stands.${stands}`, { day: first_on ? format.dateWithYear(first_on) : '' }),
    also.length > 0 && t('measure.also', { awards: also.filter(Boolean).join(', ') }),
    created_by_name && t('measure.credited_by', { name: created_by_name }),
  ].filter(Boolean);
  return (
    <span className="money-what">
      {source === 'hand' ? (
        <span>{note || t('measure.hand')}</span>
      ) : (
        <Link
          to={
            source === 'interactions'
              ? `/inquiries/${row.inquiry_id}`
              : `/${source === 'events' ? 'events' : 'language-encounters'}/${row.record_id}`
          }
        >
          {title}
        </Link>
      )}
      <span className="secondary">{facts.slice(source === 'hand' && !note ? 1 : 0).join(' · ')}</span>
    </span>
  );
}
