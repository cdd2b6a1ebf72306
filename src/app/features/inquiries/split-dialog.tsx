import { Button, Modal } from 'antd';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import type { InquiryRecord } from './use-inquiry.ts';

type Part = { key: number; subject: string; topic_id: string };

/** Makes inquiries of their own of what one inquiry asked for at once. */
export function SplitDialog({ inquiry, onDone }: { inquiry: InquiryRecord; onDone: () => void }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const acts = useActs(['inquiries', 'interactions', 'tasks']);
  const options = useOptions({ topic_id: inquiry.topic_id, district_id: null, language: inquiry.language });
  const [parts, setParts] = useState<Part[]>([{ key: 0, subject: '', topic_id: inquiry.topic_id }]);
  const [isMissing, setMissing] = useState(false);
  const change = (key: number, patch: Partial<Part>) =>
    setParts((now) => now.map((part) => (part.key === key ? { ...part, ...patch } : part)));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (parts.some(({ subject }) => !subject.trim())) return setMissing(true);
    const values = parts.map(({ subject, topic_id }) => ({ subject, topic_id }));
    const was = await acts.rpc('split_inquiry', { p_id: inquiry.id, p_version: inquiry.version, p_parts: values }, ({ act }) =>
      done(tn('related.split_done', parts.length), { undo: act }),
    );
    if (was) onDone();
  }
  return (
    <Modal open title={t('related.split')} onCancel={onDone} footer={null} destroyOnHidden>
      <form className="dialog-form" onSubmit={submit}>
        <p className="secondary">{t('related.split_hint')}</p>
        {parts.map((part, index) => (
          <fieldset key={part.key} className="split-part">
            <legend className="field-label">{t('related.part_number', { number: String(index + 1) })}</legend>
            <TextField
              label={t('intake.need')}
              value={part.subject}
              onChange={(subject) => change(part.key, { subject })}
              maxLength={300}
              error={isMissing && !part.subject.trim() ? t('intake.subject_missing') : undefined}
            />
            <ChoiceField
              label={t('field.topic_id')}
              value={part.topic_id}
              options={options.topics}
              onChange={(topic_id) => topic_id && change(part.key, { topic_id })}
            />
            {parts.length > 1 && (
              <button type="button" className="link" onClick={() => setParts((now) => now.filter(({ key }) => key !== part.key))}>
                {t('related.part_drop')}
              </button>
            )}
          </fieldset>
        ))}
        {parts.length < 10 && (
          <button
            type="button"
            className="link"
            onClick={() =>
              setParts((now) => [...now, { key: Math.max(...now.map(({ key }) => key)) + 1, subject: '', topic_id: inquiry.topic_id }])
            }
          >
            {t('related.part_add')}
          </button>
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onDone}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('related.split_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
