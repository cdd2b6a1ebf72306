import '../../../styles/letters.css';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { now } from '../../../shared/clock.ts';
import { Tag } from '../../../shared/components/tag.tsx';
import { type LetterEvent, useDeliveries } from '../letters/use-letters.ts';
import { deliveryTones, useLetterWords } from '../letters/words.ts';

/** What one person who registered was written, and is about to be. */
export function RegistrationLetters({ event, registration }: { event: LetterEvent; registration: string }) {
  const { t } = useWords();
  const { nameOf, fateOf } = useLetterWords(event.time_zone);
  const { query } = useDeliveries(event.id, { registration, limit: 50 });
  const rows = query.data?.data;
  if (!rows) return null;
  if (rows.length === 0) return <p className="secondary">{t('letters.of_nobody')}</p>;
  return (
    <ul className="registration-letters" aria-label={t('letters.of_registration')}>
      {rows.map((one) => (
        <li key={one.id}>
          {nameOf(one.kind)} <Tag tone={deliveryTones[one.status]}>{t(`letters.state.${one.status}` as MessageKey)}</Tag>{' '}
          <span className="secondary">{fateOf(one, now())}</span>
        </li>
      ))}
    </ul>
  );
}
