import { useList } from '@refinedev/core';
import { Button, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { askServerJson } from '../../../providers/ask-server.ts';
import { readDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { draftOf } from './form.tsx';
import type { EventLetter, LetterEvent } from './use-letters.ts';
import { useLetterWords } from './words.ts';

type Registrant = { id: string; name: string; language: string };
type Written = { language: string; subject: string; text: string; html: string };

/** A letter as somebody would get it, in each language; written by the same hand that writes the real one. */
export function LetterPreview({ event, letter, onClose }: { event: LetterEvent; letter: EventLetter; onClose: () => void }) {
  const { t, locale } = useWords();
  const { connection } = useOffice();
  const { languages } = useReferences();
  const { nameOf } = useLetterWords(event.time_zone);
  const { result } = useList<Registrant>({
    resource: 'registrations',
    filters: [{ field: 'event_id', operator: 'eq', value: event.id }],
    sorters: [{ field: 'position', order: 'asc' }],
    pagination: { pageSize: 200 },
    meta: { select: 'id, name, language' },
    errorNotification: false,
  });
  const people = result.data;
  const [person, setPerson] = useState<string | null>(null);
  const [language, setLanguage] = useState<string>(locale);
  const [form, setForm] = useState<'html' | 'text'>('html');
  const [written, setWritten] = useState<Written | null>(null);
  const [error, setError] = useState<unknown>(null);
  // With the paragraphs as they are being typed, saved or not.
  const words = readDraft<{ words: Record<string, string> }>(draftOf(event.id, letter.kind))?.words ?? letter.words;
  const wordsText = JSON.stringify(words);

  useEffect(() => {
    let isCurrent = true;
    setError(null);
    askServerJson<Written>(connection, '/letters/preview', {
      event_id: event.id,
      kind: letter.kind,
      registration_id: person,
      language,
      words: JSON.parse(wordsText) as unknown,
    }).then(
      (answer) => isCurrent && setWritten(answer),
      (refused) => isCurrent && setError(refused),
    );
    return () => {
      isCurrent = false;
    };
  }, [connection, event.id, letter.kind, person, language, wordsText]);

  return (
    <Modal open title={nameOf(letter.kind)} width={760} onCancel={onClose} footer={null} destroyOnHidden className="letter-preview">
      <div className="letter-choices">
        <ChoiceField
          label={t('letters.for_whom')}
          value={person}
          emptyLabel={t('letters.for_anybody')}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            setPerson(id);
            const chosen = people.find((one) => one.id === id);
            if (chosen) setLanguage(chosen.language);
          }}
        />
        <ChoiceField
          label={t('letters.in_language')}
          value={language}
          options={languages.map(({ code, endonym }) => ({ value: code, label: endonym }))}
          onChange={(code) => setLanguage(code ?? 'en')}
        />
        <Radio.Group
          aria-label={t('letters.shown_as')}
          value={form}
          onChange={(chosen) => setForm(chosen.target.value as 'html' | 'text')}
          options={[
            { value: 'html', label: t('letters.as_html') },
            { value: 'text', label: t('letters.as_text') },
          ]}
        />
      </div>
      <RefusedLine error={error} />
      {!written && error === null && <RowSkeleton rows={4} />}
      {written && (
        <>
          {written.language !== language && <p className="notice notice-amber">{t('letters.fallback')}</p>}
          <p className="letter-subject">
            <span className="secondary">{t('letters.subject')}</span> <b lang={written.language}>{written.subject}</b>
          </p>
          {form === 'html' ? (
            // Nothing in it may run, and nothing in it opens.
            <iframe title={t('letters.frame')} sandbox="" srcDoc={written.html} className="letter-frame" />
          ) : (
            <pre className="letter-text" lang={written.language}>
              {written.text}
            </pre>
          )}
          <p className="secondary">{t('letters.links_note')}</p>
        </>
      )}
      <TestLetter event={event} letter={letter} language={language} person={person} words={words} />
    </Modal>
  );
}

type TestLetterProps = { event: LetterEvent; letter: EventLetter; language: string; person: string | null; words: Record<string, string> };

/** The same letter, to oneself. */
function TestLetter({ event, letter, language, person, words }: TestLetterProps) {
  const { t } = useWords();
  const { connection } = useOffice();
  const mayEdit = useAllowed('events', 'edit');
  const [isWorking, setWorking] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (!mayEdit || !connection.config.sends_mail) return null;
  async function send() {
    setWorking(true);
    setError(null);
    setSentTo(null);
    try {
      const asked = { event_id: event.id, kind: letter.kind, registration_id: person, language, words };
      setSentTo((await askServerJson<{ sent_to: string }>(connection, '/letters/test', asked)).sent_to);
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  return (
    <div className="form-foot">
      <Button loading={isWorking} onClick={() => void send()}>
        {t('letters.send_test')}
      </Button>
      <p role="status">{sentTo && t('letters.test_sent', { email: sentTo })}</p>
      <RefusedLine error={error} />
    </div>
  );
}
