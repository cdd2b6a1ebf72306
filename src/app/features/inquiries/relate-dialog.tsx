import { Button, Modal } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { FoundInquiry, InquiryRelated } from '../../../domain/inquiries/related.ts';
import { isOver } from '../../../domain/inquiries/status.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { InquiryField } from '../../shared/fields/inquiry-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import type { InquiryRecord } from './use-inquiry.ts';

const ways = ['repeats', 'takes_in', 'part_of', 'linked'] as const;
type Way = (typeof ways)[number];

type RelateDialogProps = { inquiry: InquiryRecord; related: InquiryRelated; onDone: () => void };

/** Says how this inquiry and another belong together. What follows from it stands below the choice, before it is done. */
export function RelateDialog({ inquiry, related, onDone }: RelateDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const acts = useActs(['inquiries', 'interactions', 'tasks']);
  const id = useId();
  const offered = ways.filter((way) => !isOver(inquiry.status) || way === 'linked' || (way === 'takes_in' && inquiry.status === 'closed'));
  const [way, setWay] = useState<Way>(offered[0] ?? 'linked');
  const [other, setOther] = useState<FoundInquiry | null>(null);
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isOfField = refusal?.kind === 'invalid' && ['duplicate_of_id', 'parent_id', 'other_id'].includes(refusal.field ?? '');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!other) return setMissing(true);
    const mine = { p_id: inquiry.id, p_version: inquiry.version };
    const calls: Record<Way, [string, Record<string, unknown>]> = {
      repeats: ['mark_duplicate', { ...mine, p_of: other.id }],
      takes_in: ['merge_inquiries', { p_keep: inquiry.id, p_gone: other.id, p_versions: { [inquiry.id]: inquiry.version } }],
      part_of: ['set_parent', { ...mine, p_parent: other.id }],
      linked: ['link_inquiries', { p_a: inquiry.id, p_b: other.id, p_note: note }],
    };
    const [name, values] = calls[way];
    const was = await acts.rpc(name, values, ({ act }) =>
      done(t(`related.done_${way}`, { number: inquiry.number, other: other.number }), { undo: act }),
    );
    if (!was) return;
    onDone();
    if (way === 'repeats') navigate(`/inquiries/${other.id}`);
  }
  return (
    <Modal open title={t('related.relate')} onCancel={onDone} footer={null} destroyOnHidden>
      <form className="dialog-form" onSubmit={submit}>
        <InquiryField
          label={t('related.other')}
          value={other?.id ?? null}
          onChange={(_id, one) => {
            setOther(one);
            acts.clear();
          }}
          without={[inquiry.id, ...related.duplicates.map((one) => one.id)]}
          error={isOfField ? refusal?.message : isMissing && !other ? t('related.other_missing') : undefined}
        />
        <fieldset className="choices">
          <legend className="field-label">{t('related.how')}</legend>
          {offered.map((one) => (
            <label key={one}>
              <input type="radio" name={id} value={one} checked={way === one} onChange={() => setWay(one)} />
              <span>{t(`related.way_${one}`, { number: inquiry.number })}</span>
            </label>
          ))}
        </fieldset>
        <p className="secondary">{t(`related.means_${way}`)}</p>
        {way === 'linked' && <TextField label={t('related.note')} value={note} onChange={setNote} maxLength={500} />}
        {!isOfField && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onDone}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('related.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
