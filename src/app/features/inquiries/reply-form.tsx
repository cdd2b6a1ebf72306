import { Button, Checkbox } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nextStatuses } from '../../../domain/inquiries/status.ts';
import type { InquiryStatus } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { AnswerPicker } from '../../shared/answers/answer-picker.tsx';
import { useAttachments } from '../../shared/attachments/use-attachments.ts';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { ReplyPreview } from './reply-preview.tsx';
import type { InquiryRecord } from './use-inquiry.ts';
import type { ReplyValues, useReply } from './use-reply.ts';

type ReplyFormProps = {
  inquiry: InquiryRecord;
  reply: ReturnType<typeof useReply>;
  values: ReplyValues;
  isBegun: boolean;
  onSend: () => void;
};

/** The answer: to whom, in which language, in whose words, with what. */
export function ReplyForm({ inquiry, reply, values, isBegun, onSend }: ReplyFormProps) {
  const { t } = useWords();
  const { connection } = useOffice();
  const { languages } = useReferences();
  const options = useOptions({ language: values.language });
  const [isPreview, setPreview] = useState(false);
  const { change } = reply;
  const form = useRef<HTMLFormElement>(null);
  // Whoever asked for it writes next; what was begun before a reload takes nobody’s keyboard.
  useEffect(() => {
    if (isBegun) form.current?.querySelector('textarea')?.focus();
  }, [isBegun]);
  const refusal = reply.error === null ? null : toRefusal(reply.error);
  const at = (...fields: string[]) => (refusal?.field && fields.includes(refusal.field) ? refusalText(refusal, t) : undefined);
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  const isShown =
    refusal !== null &&
    ['answer_to', 'reply_blocked', 'answer_cc', 'cc_blocked', 'reply_body', 'reply_missing', 'reply_files', 'language'].includes(
      refusal.field ?? '',
    );
  return (
    <form
      className="reply"
      ref={form}
      aria-label={t('reply.title')}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <h2>{t('reply.title')}</h2>
      <div className="form-grid">
        <TextField
          label={t('reply.to')}
          hint={values.to.trim() === '' ? t('reply.to_hint') : undefined}
          maxLength={254}
          value={values.to}
          error={at('answer_to', 'reply_blocked')}
          onChange={(to) => change({ to })}
        />
        <TextField
          label={t('reply.cc')}
          hint={t('reply.cc_hint')}
          maxLength={2000}
          value={values.cc ?? ''}
          error={at('answer_cc', 'cc_blocked')}
          onChange={(cc) => change({ cc })}
        />
        <ChoiceField
          label={t('reply.template')}
          value={values.template_id}
          emptyLabel={t('reply.template_none')}
          options={reply.templates.map(({ id, name, language }) => ({
            value: id,
            label: t('reply.template_in', { name, language: nameOf(language) }),
          }))}
          onChange={(id) => void reply.use(id)}
        />
        <ChoiceField
          label={t('reply.language')}
          value={values.language}
          error={at('language')}
          hint={values.language === inquiry.language ? undefined : t('reply.other_language', { language: nameOf(inquiry.language) })}
          options={options.languages}
          onChange={(code) => change({ language: code ?? 'en' })}
        />
        <div className="form-wide">
          <TextField label={t('reply.subject')} maxLength={400} value={values.subject} onChange={(subject) => change({ subject })} />
        </div>
      </div>
      <TextField
        label={t('reply.body')}
        rows={8}
        maxLength={19_000}
        value={values.body}
        error={at('reply_body', 'reply_missing')}
        hint={t('reply.body_hint', { words: '{name}, {number}, {topic}, {due}, {staff}' })}
        onChange={(body) => change({ body })}
      />
      <p>
        <AnswerPicker
          inquiry={{ id: inquiry.id, topic_id: inquiry.topic_id, language: values.language }}
          onTake={({ text }) => change({ body: values.body.trim() ? `${values.body.trimEnd()}\n\n${text}` : text })}
        />
      </p>
      <ReplyFiles inquiry={inquiry.id} chosen={values.files} error={at('reply_files')} onChange={(files) => change({ files })} />
      <div className="form-grid">
        <ChoiceField
          label={t('reply.then')}
          value={values.status}
          emptyLabel={t('reply.then_same')}
          options={nextStatuses(inquiry.status)
            .filter((one) => one !== 'referred')
            .map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={(status) => change({ status: status as InquiryStatus | null })}
        />
      </div>
      <p className="secondary">{t('reply.public')}</p>
      {!connection.config.sends_mail && <p className="notice notice-amber">{t('reply.no_server')}</p>}
      {!isShown && <RefusedLine error={reply.error} />}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={reply.isWorking} disabled={values.body.trim() === ''}>
          {t('reply.send')}
        </Button>
        <Button onClick={() => setPreview(true)}>{t('reply.preview')}</Button>
        <button type="button" className="link" onClick={reply.drop}>
          {t('reply.discard')}
        </button>
      </div>
      {isPreview && <ReplyPreview inquiry={inquiry.id} values={values} onClose={() => setPreview(false)} />}
    </form>
  );
}

type ReplyFilesProps = { inquiry: string; chosen: string[]; error: string | undefined; onChange: (ids: string[]) => void };

/** The inquiry's own files; more are added to it first. */
function ReplyFiles({ inquiry, chosen, error, onChange }: ReplyFilesProps) {
  const { t } = useWords();
  const files = (useAttachments({ table: 'inquiries', id: inquiry }).kept ?? []).filter((one) => one.media_type !== 'message/rfc822');
  if (files.length === 0) return null;
  return (
    <fieldset className="reply-files">
      <legend className="field-label">{t('reply.files')}</legend>
      {files.map(({ id, name }) => (
        <Checkbox
          key={id}
          checked={chosen.includes(id)}
          onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
        >
          {name}
        </Checkbox>
      ))}
      {error && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
