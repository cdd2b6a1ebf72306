import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Message } from '../../../../domain/campaigns/blocks.ts';
import { checkMessage } from '../../../../domain/campaigns/checks.ts';
import type { Letters } from '../../../../domain/campaigns/letters.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';

type LetterLanguagesProps = {
  letters: Letters;
  current: string;
  onChoose: (language: string) => void;
  onChange: (change: (letters: Letters) => Letters) => void;
  isReadOnly: boolean;
};

/** An empty version. */
export const emptyMessage = (language: string): Message => ({
  language,
  subject: '',
  subject_b: null,
  preheader: '',
  format: 'blocks',
  blocks: [],
  mjml: '',
  text_part: null,
});
const isEmpty = (message: Message) =>
  `${message.subject}${message.preheader}${message.mjml}`.trim() === '' && message.blocks.length === 0 && message.text_part === null;

/** The versions of the letter, each a tab that says what it lacks, and one more. */
export function LanguageTabs({ letters, current, onChoose, onChange, isReadOnly }: LetterLanguagesProps) {
  const { t, tn } = useWords();
  const { languages } = useReferences();
  const left = languages.filter(({ code, is_active }) => is_active && !letters.messages.some(({ language }) => language === code));
  function add(language: string) {
    onChange((now) => ({ ...now, messages: [...now.messages, emptyMessage(language)] }));
    onChoose(language);
  }
  const lacks = (one: Message): string => {
    if (isEmpty(one)) return t('write.language_empty');
    const errors = checkMessage(one).filter(({ level }) => level === 'error').length;
    return errors > 0 ? tn('check.errors_short', errors) : '';
  };
  return (
    <fieldset className="language-tabs" aria-label={t('write.languages')}>
      {letters.messages.map((one) => {
        const lack = isReadOnly ? '' : lacks(one);
        return (
          <button key={one.language} type="button" aria-pressed={one.language === current} onClick={() => onChoose(one.language)}>
            {languages.find(({ code }) => code === one.language)?.name ?? one.language}
            {lack && <span className="language-lacks"> {lack}</span>}
          </button>
        );
      })}
      {!isReadOnly && left.length > 0 && (
        <Select
          size="small"
          className="language-add"
          aria-label={t('write.language_add')}
          placeholder={t('write.language_add')}
          showSearch
          optionFilterProp="label"
          value={null}
          options={left.map(({ code, name, endonym }) => ({ value: code, label: name === endonym ? name : `${name} · ${endonym}` }))}
          onChange={(language: string | null) => language && add(language)}
        />
      )}
    </fieldset>
  );
}

/** What can be done with a version: begin it with another, give it to everybody else, take it out. */
export function LanguageFacts({ letters, current, onChoose, onChange, isReadOnly }: LetterLanguagesProps) {
  const { t } = useWords();
  const { languages } = useReferences();
  const [isLeaving, setLeaving] = useState(false);
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  const message = letters.messages.find(({ language }) => language === current);
  const others = letters.messages.filter((one) => one.language !== current && !isEmpty(one));
  const source = others.find(({ language }) => language === letters.fallback) ?? others[0];
  if (!message || letters.messages.length < 2) return null;
  function copy(from: Message) {
    onChange((now) => ({
      ...now,
      messages: now.messages.map((one) => (one.language === current ? { ...from, language: current, text_part: null } : one)),
    }));
  }
  function remove() {
    setLeaving(false);
    const without = (now: Letters): Letters => {
      const messages = now.messages.filter(({ language }) => language !== current);
      return { messages, fallback: now.fallback === current ? (messages[0]?.language ?? 'en') : now.fallback };
    };
    onChange(without);
    onChoose(without(letters).fallback);
  }
  return (
    <div className="language-facts">
      {isEmpty(message) && source && !isReadOnly && (
        <Button size="small" onClick={() => copy(source)}>
          {t('write.copy_from', { language: nameOf(source.language) })}
        </Button>
      )}
      {letters.fallback === current ? (
        <span className="secondary">{t('write.is_fallback')}</span>
      ) : (
        !isReadOnly && (
          <button type="button" className="link" onClick={() => onChange((now) => ({ ...now, fallback: current }))}>
            {t('write.make_fallback')}
          </button>
        )
      )}
      {!isReadOnly && (
        <button type="button" className="link link-brick" onClick={() => (isEmpty(message) ? remove() : setLeaving(true))}>
          {t('write.language_remove', { language: nameOf(current) })}
        </button>
      )}
      {isLeaving && (
        <Modal open title={t('write.language_remove', { language: nameOf(current) })} footer={null} onCancel={() => setLeaving(false)}>
          <p>{t('write.language_remove_text', { language: nameOf(current) })}</p>
          <div className="dialog-foot">
            <Button onClick={() => setLeaving(false)}>{t('action.cancel')}</Button>
            <Button danger type="primary" onClick={remove}>
              {t('write.language_remove', { language: nameOf(current) })}
            </Button>
          </div>
        </Modal>
      )}
    </div>
  );
}
