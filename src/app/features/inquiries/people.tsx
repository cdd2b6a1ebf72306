import '../../styles/things.css';
import { useState } from 'react';
import { Link } from 'react-router';
import type { InquiryPerson, ToldLetter } from '../../../domain/inquiries/related.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { PersonDialog } from './person-dialog.tsx';
import type { InquiryRecord } from './use-inquiry.ts';
import { useRelated } from './use-related.ts';

/** Whom the inquiry concerns besides its resident, and who was told how it ended. */
export function InquiryPeople({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('inquiries', 'edit');
  const found = useRelated(inquiry.id);
  const acts = useActs(['inquiries', 'interactions', 'tasks']);
  const [isOpen, setOpen] = useState(false);
  if (!found) return null;
  const others = found.people.filter(({ id }) => id !== null);
  if (others.length + found.told.length === 0 && !mayEdit) return null;
  const remove = (person: InquiryPerson) =>
    acts.rpc('remove_inquiry_person', { p_id: person.id }, ({ act }) => done(t('people.removed', { name: person.name }), { undo: act }));
  return (
    <section className="things" aria-label={t('people.heading')}>
      <div className="things-head">
        <h2>{t('people.heading')}</h2>
        {mayEdit && (
          <p className="things-ways">
            <button type="button" className="link" onClick={() => setOpen(true)}>
              {t('people.add')}
            </button>
          </p>
        )}
      </div>
      {others.length > 0 && (
        <ul className="related-lines">
          {others.map((person) => (
            <li key={person.id}>
              <Link to={`/residents/${person.resident_id}`}>{person.name}</Link>
              <span className="secondary">
                {[
                  t(`people.kind_${person.kind}`),
                  person.relation,
                  person.from_number && t('people.from', { number: person.from_number }),
                  person.address ?? t('people.no_address'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {mayEdit && (
                <button type="button" className="link" onClick={() => void remove(person)}>
                  {t('people.remove')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {found.told.length > 0 && (
        <ul className="related-lines" aria-label={t('people.told')}>
          {found.told.map((letter) => (
            <Told key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
      {!isOpen && <RefusedLine error={acts.error} />}
      {isOpen && <PersonDialog inquiry={inquiry} onDone={() => setOpen(false)} />}
    </section>
  );
}

const tones = { waiting: 'amber', sent: 'green', failed: 'brick', cancelled: 'plain' } as const;

function Told({ letter }: { letter: ToldLetter }) {
  const { t, format } = useWords();
  return (
    <li>
      <span>{t('people.told_to', { name: letter.name ?? letter.to_address })}</span>
      <Tag tone={tones[letter.status]}>{t(`people.letter_${letter.status}`)}</Tag>
      <span className="secondary">{[letter.to_address, format.instant(letter.settled_at ?? letter.send_at)].join(' · ')}</span>
    </li>
  );
}
