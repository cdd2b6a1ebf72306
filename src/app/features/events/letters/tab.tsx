import '../../../styles/letters.css';
import { useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { LetterLine } from './line.tsx';
import { LettersList } from './list.tsx';
import { LetterPreview } from './preview.tsx';
import { type EventLetter, type EventLetters, type LetterEvent, useEventLetters } from './use-letters.ts';
import { useLetterWords } from './words.ts';

/** What an event writes to whoever registered: what goes out when, and what became of each letter. */
export function LettersTab({ event }: { event: LetterEvent }) {
  const { t } = useWords();
  const { connection } = useOffice();
  const mayEdit = useAllowed('events', 'edit');
  const { query } = useEventLetters(event.id);
  const [shown, setShown] = useState<EventLetter | null>(null);
  const facts = query.data?.data;
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!facts) return <RowSkeleton rows={6} />;
  return (
    <div className="letters">
      {!connection.config.sends_mail && (facts.waiting > 0 || facts.sent + facts.failed === 0) && (
        <p className="notice notice-amber">{t('letters.no_mail')}</p>
      )}
      <Standing facts={facts} zone={event.time_zone} />
      <section aria-labelledby="letters-sequence">
        <h2 id="letters-sequence">{t('letters.sequence')}</h2>
        {!mayEdit && <p className="secondary">{t('letters.reason_coordinator')}</p>}
        <ul className="letter-lines">
          {facts.letters.map((letter) => (
            <LetterLine
              key={letter.kind}
              event={event}
              letter={letter}
              mayEdit={mayEdit}
              onPreview={() => setShown(letter)}
              onSaved={() => void query.refetch()}
            />
          ))}
        </ul>
      </section>
      {facts.waiting + facts.sent + facts.failed + facts.late > 0 && (
        <LettersList event={event} mayEdit={mayEdit} onChanged={() => void query.refetch()} />
      )}
      {shown && <LetterPreview event={event} letter={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

/** How it stands, in sentences. */
function Standing({ facts, zone }: { facts: EventLetters; zone: string }) {
  const { t, tn, format } = useWords();
  const { at, countsOf } = useLetterWords(zone);
  const counts = countsOf(facts);
  const sentence = [counts, facts.next_at && facts.waiting > 0 && t('letters.next', { at: at(facts.next_at) })].filter(Boolean).join('; ');
  return (
    <div className="letters-standing">
      <p>{counts === '' ? t('letters.none_yet') : `${sentence.replace(/\.$/, '')}.`}</p>
      {facts.without_email > 0 && <p className="secondary">{tn('letters.without_email', facts.without_email)}</p>}
      {facts.answers.count > 0 && <p>{tn('letters.answers', facts.answers.count, { mean: format.decimal(facts.answers.mean ?? 0) })}</p>}
    </div>
  );
}
