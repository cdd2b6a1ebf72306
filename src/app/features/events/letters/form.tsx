import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { now } from '../../../shared/clock.ts';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { type EventLetter, type LetterEvent, useLetterActs } from './use-letters.ts';
import { useLetterWords, writtenLanguages } from './words.ts';

type Values = { is_on: boolean; days: string; at_time: string; minutes: string; words: Record<string, string> };

export const draftOf = (event: string, kind: string): string => `letter.${event}.${kind}`;

const toValues = (letter: EventLetter): Values => ({
  is_on: letter.is_on,
  days: letter.days === null ? '' : String(letter.days),
  at_time: letter.at_time ?? '',
  minutes: letter.minutes === null ? '' : String(letter.minutes),
  words: letter.words,
});

/** Changes one letter of one event: whether and when it goes, and a paragraph of one's own in each language. */
export function LetterForm({ event, letter, onDone }: { event: LetterEvent; letter: EventLetter; onDone: (isSaved: boolean) => void }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const { nameOf } = useLetterWords(event.time_zone);
  const acts = useLetterActs();
  const draft = draftOf(event.id, letter.kind);
  const [values, setValues] = useState<Values>(() => readDraft<Values>(draft) ?? toValues(letter));
  const [isTried, setTried] = useState(false);
  const refusal = acts.error === null ? null : toRefusal(acts.error);
  const wrong = {
    days: letter.days !== null && !(/^\d{1,2}$/.test(values.days.trim()) && Number(values.days) <= 60),
    at_time: letter.at_time !== null && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(values.at_time.trim()),
    minutes:
      letter.minutes !== null &&
      !(/^\d{1,4}$/.test(values.minutes.trim()) && Number(values.minutes) >= 15 && Number(values.minutes) <= 2880),
  };
  const errorAt = (field: keyof typeof wrong) =>
    (isTried && wrong[field]) || refusal?.field === field ? t(`letters.wrong.${field}` as MessageKey) : undefined;
  const name = nameOf(letter.kind);
  const mustGo = letter.kind === 'registration.offered';

  function change(patch: Partial<Values>) {
    const next = { ...values, ...patch };
    setValues(next);
    writeDraft(draft, next);
  }
  async function submit() {
    setTried(true);
    if (wrong.days || wrong.at_time || wrong.minutes) return;
    const saved = await acts.save(event.id, {
      kind: letter.kind,
      is_on: values.is_on,
      ...(letter.days === null ? {} : { days: Number(values.days), at_time: values.at_time.trim().padStart(5, '0') }),
      ...(letter.minutes === null ? {} : { minutes: Number(values.minutes) }),
      words: values.words,
    });
    finish(saved, t('letters.saved', { letter: name }));
  }
  async function reset() {
    finish(await acts.save(event.id, { kind: letter.kind, usual: true }), t('letters.usual_done', { letter: name }));
  }
  function finish(act: string | null, text: string) {
    if (!act) return;
    writeDraft(draft, null);
    done(text, { undo: act });
    onDone(true);
  }
  return (
    <form
      className="letter-form"
      aria-label={t('letters.change_of', { letter: name })}
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void submit();
      }}
    >
      <div className="letter-fields">
        {mustGo ? (
          <p className="secondary">{t('letters.offer_always')}</p>
        ) : (
          <Checkbox checked={values.is_on} onChange={(changed) => change({ is_on: changed.target.checked })}>
            {t('letters.is_on')}
          </Checkbox>
        )}
        {letter.days !== null && (
          <Field
            label={t(letter.kind === 'event.thanks' ? 'letters.field.days_after' : 'letters.field.days_before')}
            error={errorAt('days')}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                maxLength={2}
                value={values.days}
                onChange={(typed) => change({ days: typed.target.value })}
              />
            )}
          </Field>
        )}
        {letter.at_time !== null && (
          <Field
            label={t('letters.field.at_time', { zone: format.zoneName(letter.goes_at ?? now(), event.time_zone) })}
            error={errorAt('at_time')}
          >
            {(control) => (
              <Input {...control} type="time" value={values.at_time} onChange={(typed) => change({ at_time: typed.target.value })} />
            )}
          </Field>
        )}
        {letter.minutes !== null && (
          <Field label={t('letters.field.minutes')} error={errorAt('minutes')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                maxLength={4}
                value={values.minutes}
                onChange={(typed) => change({ minutes: typed.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      <div className="letter-paragraphs">
        {writtenLanguages.map((language, index) => (
          <Field
            key={language}
            label={t('letters.field.words', { language: languages.find(({ code }) => code === language)?.endonym ?? language })}
            hint={index === 0 ? t('letters.field.words_hint') : undefined}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                lang={language}
                autoSize={{ minRows: 2, maxRows: 8 }}
                maxLength={2000}
                value={values.words[language] ?? ''}
                onChange={(typed) => change({ words: { ...values.words, [language]: typed.target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
      {refusal?.field !== 'days' && refusal?.field !== 'at_time' && refusal?.field !== 'minutes' && <RefusedLine error={acts.error} />}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('letters.save')}
        </Button>
        {letter.is_own && <Button onClick={() => void reset()}>{t('letters.usual')}</Button>}
        <Button
          type="text"
          onClick={() => {
            writeDraft(draft, null);
            onDone(false);
          }}
        >
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
