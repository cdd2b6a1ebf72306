import { Input } from 'antd';
import { useRef, useState } from 'react';
import { limits, type Message } from '../../../../domain/campaigns/blocks.ts';
import { LONG_SUBJECT } from '../../../../domain/campaigns/checks.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import type { TextControl } from './apply-edit.ts';
import { TextTools } from './text-tools.tsx';

type HeadsProps = {
  message: Message;
  onChange: (patch: Partial<Message>) => void;
  /** What is wrong, once it was left: a sentence by field. */
  errors: Partial<Record<'subject' | 'subject_b' | 'preheader', string>>;
  onLeave: (field: string) => void;
};

/** What readers see before they open it: the subject, perhaps a second one to try, and the line after it. */
export function LetterHeads({ message, onChange, errors, onLeave }: HeadsProps) {
  const { t } = useWords();
  const [isTrying, setTrying] = useState(message.subject_b !== null);
  const second = isTrying || message.subject_b !== null;
  return (
    <div className="letter-heads">
      <HeadLine
        field="subject"
        label={t('write.subject')}
        hint={t('write.subject_length', { count: message.subject.length, most: LONG_SUBJECT })}
        value={message.subject}
        error={errors.subject}
        language={message.language}
        onChange={(subject) => onChange({ subject })}
        onLeave={onLeave}
      />
      {second ? (
        <>
          <HeadLine
            field="subject_b"
            label={t('write.subject_b')}
            hint={t('write.subject_b_hint')}
            value={message.subject_b ?? ''}
            error={errors.subject_b}
            language={message.language}
            onChange={(subject_b) => onChange({ subject_b })}
            onLeave={onLeave}
          />
          <button
            type="button"
            className="link head-way"
            onClick={() => {
              setTrying(false);
              onChange({ subject_b: null });
            }}
          >
            {t('write.subject_b_drop')}
          </button>
        </>
      ) : (
        <button type="button" className="link head-way" onClick={() => setTrying(true)}>
          {t('write.subject_b_try')}
        </button>
      )}
      <HeadLine
        field="preheader"
        label={t('write.preheader')}
        hint={t('write.preheader_hint')}
        value={message.preheader}
        error={errors.preheader}
        language={message.language}
        onChange={(preheader) => onChange({ preheader })}
        onLeave={onLeave}
      />
    </div>
  );
}

type HeadLineProps = {
  field: 'subject' | 'subject_b' | 'preheader';
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  language: string;
  onChange: (text: string) => void;
  onLeave: (field: string) => void;
};

function HeadLine({ field, label, hint, value, error, language, onChange, onLeave }: HeadLineProps) {
  const control = useRef<TextControl | null>(null);
  return (
    <fieldset
      className="head-line"
      data-block={field}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave(field);
      }}
    >
      <Field label={label} hint={hint} error={error}>
        {(props) => (
          <Input
            {...props}
            ref={(input) => {
              control.current = input?.input ?? null;
            }}
            lang={language}
            dir="auto"
            autoComplete="off"
            maxLength={limits.subject}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <TextTools target={control} isPlain />
    </fieldset>
  );
}
