import { useCustom } from '@refinedev/core';
import { Link } from 'react-router';
import { type Closeout, type CloseoutCode, type CloseoutLine, tabOfLine } from '../../../../domain/awards/closeout.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { awardTabs } from '../tabs.tsx';
import { awardTables } from '../use-award.ts';

/** What is left to do before an award is closed; nothing is ticked by hand. `isPlain`: inside a dialog, without links. */
export function AwardCloseout({ id, isPlain = false }: { id: string; isPlain?: boolean }) {
  const { t, tn, format } = useWords();
  const { closeout, error, retry } = useCloseout(id);
  if (error && !closeout) return <Refused error={error} onRetry={retry} />;
  if (!closeout) return <RowSkeleton rows={2} />;
  const open = closeout.lines.filter(({ open_count }) => open_count > 0);
  return (
    <section className="award-part" aria-label={t('award.closeout')}>
      {!isPlain && <h2>{t('award.closeout')}</h2>}
      {!isPlain && closeout.due_on && (
        <p>
          {t('award.closeout.due', {
            day: format.dateWithYear(closeout.due_on),
            after: format.dateWithYear(closeout.automatic_on ?? closeout.due_on),
          })}
        </p>
      )}
      <p className={open.length > 0 ? 'soon' : 'secondary'}>
        {open.length > 0 ? tn('award.closeout.left', open.length) : t('award.closeout.ready')}
      </p>
      {(!isPlain || open.length > 0) && (
        <ul className="award-lines award-checks">
          {(isPlain ? open : closeout.lines).map((line) => (
            <CheckLine key={line.code} line={line} isPlain={isPlain} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Lines that say how much instead of how many. */
const inCents: Partial<Record<CloseoutCode, MessageKey>> = {
  obligations: 'award.check.obligations_cents',
  drawdown: 'award.check.drawdown_cents',
  refund: 'award.check.refund_cents',
  conditions: 'award.check.conditions_cents',
};

function CheckLine({ line, isPlain }: { line: CloseoutLine; isPlain: boolean }) {
  const { t, tn, format } = useWords();
  const { code, open_count, open_cents, due_on } = line;
  const isDone = open_count === 0;
  const tab = awardTabs.find(({ key }) => key === tabOfLine[code])?.key;
  const inMoney = open_cents > 0 ? inCents[code] : undefined;
  const text = isDone
    ? t(`award.check.${code}`)
    : inMoney
      ? t(inMoney, { amount: format.money(open_cents) })
      : tn(`award.check.${code}_open`, open_count, { day: due_on ? format.dateWithYear(due_on) : '' });
  return (
    <li>
      <span>{tab && !isPlain ? <Link to={{ search: `tab=${tab}` }}>{text}</Link> : text}</span>
      <span className="secondary">
        {!isDone && due_on && code !== 'period' && t('award.closeout.line_due', { day: format.dateWithYear(due_on) })}
      </span>
      <span className={isDone ? 'award-line-end award-check-done' : 'award-line-end soon'}>
        {t(isDone ? 'award.closeout.done' : 'award.closeout.open')}
      </span>
    </li>
  );
}

/** Until when the records are kept, and why that day. */
export function AwardRetention({ id }: { id: string }) {
  const { t, format } = useWords();
  const retention = useCloseout(id).closeout?.retention;
  if (!retention) return null;
  const { filed_on, until, years, held_since } = retention;
  if (held_since) return <>{t('award.retention.held', { day: format.dateWithYear(held_since) })}</>;
  if (!filed_on || !until) return <>{t('award.retention.unknown', { years: format.number(years) })}</>;
  return (
    <>
      {t('award.retention.until', { day: format.dateWithYear(until), filed: format.dateWithYear(filed_on), years: format.number(years) })}
    </>
  );
}

function useCloseout(id: string) {
  const { query } = useCustom<Closeout>({
    url: 'award_closeout',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live: [...awardTables, 'award_report_rules'] } },
  });
  return { closeout: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
