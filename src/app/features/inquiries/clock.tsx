import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { type ClockName, useClockWords } from './clock-words.ts';
import { Escalations } from './escalations.tsx';
import { useClock } from './use-clock.ts';
import type { InquiryRecord } from './use-inquiry.ts';

const names: ClockName[] = ['resolution', 'first'];

/** The clocks on top of the facts: by when it is done and first answered, and why then. */
export function Clock({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const told = useClock(inquiry.id);
  const words = useClockWords();
  const [asked, setAsked] = useState(false);
  if (!told) return <div className="clock" aria-busy="true" />;
  const shown = names.flatMap((name) => {
    const clock = told[name];
    return clock ? [{ name, ...words.stand(name, clock) }] : [];
  });
  if (shown.length === 0) {
    return (
      <div className="clock">
        <p className="clock-words">{t('due.none')}</p>
        <p className="secondary">{t('clock.none')}</p>
      </div>
    );
  }
  return (
    <section className="clock" aria-label={t('clock.title')}>
      {shown.map(({ name, words: line, tone }) => (
        <p key={name} className={`${name === 'resolution' ? 'clock-words ' : ''}${tone}`}>
          {line}
        </p>
      ))}
      {told.stands === 'waiting' && told.since && <p className="secondary">{t('clock.waits_since', { at: words.at(told.since) })}</p>}
      <p>
        <button type="button" className="link" aria-expanded={asked} onClick={() => setAsked(!asked)}>
          {t('clock.why')}
        </button>
      </p>
      <Escalations id={inquiry.id} />
      {asked && <p className="secondary clock-why">{words.why(told).join(' ')}</p>}
    </section>
  );
}
