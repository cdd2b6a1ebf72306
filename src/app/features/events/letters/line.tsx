import { useState } from 'react';
import { readDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { draftOf, LetterForm } from './form.tsx';
import type { EventLetter, LetterEvent } from './use-letters.ts';
import { useLetterWords } from './words.ts';

type LetterLineProps = { event: LetterEvent; letter: EventLetter; mayEdit: boolean; onPreview: () => void; onSaved: () => void };

/** One letter of the sequence: what, when, how many; and what can be done with it. */
export function LetterLine({ event, letter, mayEdit, onPreview, onSaved }: LetterLineProps) {
  const { t } = useWords();
  const { at, nameOf, whenOf, countsOf } = useLetterWords(event.time_zone);
  const [isOpen, setOpen] = useState(() => mayEdit && readDraft(draftOf(event.id, letter.kind)) !== null);
  const name = nameOf(letter.kind);
  return (
    <li className="letter-line">
      <div className="letter-head">
        <div className="letter-what">
          <p>
            <b>{name}</b> {!letter.is_on && <Tag tone="plain">{t('letters.off')}</Tag>}{' '}
            {letter.is_own && <Tag tone="river">{t('letters.own')}</Tag>}
          </p>
          <p className="secondary">
            {whenOf(letter)}
            {letter.goes_at && letter.is_on && ` · ${at(letter.goes_at)}`}
          </p>
        </div>
        <p className="letter-counts">{countsOf(letter)}</p>
        <div className="letter-acts">
          <button type="button" className="link" aria-label={t('letters.preview_of', { letter: name })} onClick={onPreview}>
            {t('letters.preview')}
          </button>
          {mayEdit && (
            <button
              type="button"
              className="link"
              aria-label={t('letters.change_of', { letter: name })}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {t('letters.change')}
            </button>
          )}
        </div>
      </div>
      {isOpen && (
        <LetterForm
          event={event}
          letter={letter}
          onDone={(isSaved) => {
            setOpen(false);
            if (isSaved) onSaved();
          }}
        />
      )}
    </li>
  );
}
