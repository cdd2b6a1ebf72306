import '../../../styles/award-radar.css';
import { useId, useState } from 'react';
import type { ScheduleRow } from '../../../../domain/awards/report.ts';
import { askable, whatIfLate } from '../../../../domain/awards/what-if.ts';
import { daysBetween } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { useRadarWords } from './use-radar-words.ts';

/** "What if it is filed so many days late": asked with a slider, answered with a sentence. Nothing is kept. */
export function WhatIfLate({ row, name }: { row: ScheduleRow; name: string }) {
  const { t, tn } = useWords();
  const words = useRadarWords();
  const today = useToday();
  const id = useId();
  const { least, most } = askable(row.due_on, today);
  const [asked, setAsked] = useState(() => Math.max(least, 1));
  const days = Math.min(Math.max(asked, least), most);
  const says = words.whatIf(whatIfLate(row, days));
  const mark = row.holds_from ? daysBetween(row.due_on, row.holds_from) : null;
  const late = days === 0 ? t('radar.if.on_day') : tn('radar.if.late', days);
  return (
    <section className="what-if" aria-label={t('radar.if.of', { name })}>
      <div className="what-if-ask">
        <label htmlFor={id}>{t('radar.if.ask')}</label>
        <output htmlFor={id}>{late}</output>
      </div>
      <div className="what-if-track">
        <input
          id={id}
          type="range"
          min={least}
          max={most}
          value={days}
          aria-valuetext={late}
          onChange={({ target }) => setAsked(Number(target.value))}
        />
        {mark !== null && mark > least && mark <= most && row.consequence && (
          <span
            className="what-if-mark"
            style={{ insetInlineStart: `calc(10px + (100% - 20px) * ${(mark - least) / (most - least)})` }}
            aria-hidden="true"
          >
            {t(`radar.if.mark.${row.consequence}`)}
          </span>
        )}
      </div>
      <p className="what-if-says" role="status">
        {says.join(' ')}
      </p>
    </section>
  );
}
