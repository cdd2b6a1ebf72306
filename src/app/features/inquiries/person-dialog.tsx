import { Button, Modal } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { type Caller, CallerField } from '../../shared/fields/caller-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import type { InquiryRecord } from './use-inquiry.ts';

const kinds = ['reporter', 'caller'] as const;

/** Adds somebody to an inquiry who reported the same, or who called for somebody else. */
export function PersonDialog({ inquiry, onDone }: { inquiry: InquiryRecord; onDone: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useActs(['inquiries', 'interactions', 'tasks']);
  const id = useId();
  const [who, setWho] = useState<Caller>({ kind: 'unknown', text: '' });
  const [kind, setKind] = useState<(typeof kinds)[number]>('reporter');
  const [relation, setRelation] = useState('');
  const [isMissing, setMissing] = useState(false);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const wrong =
    refusal?.kind === 'invalid' && refusal.field === 'resident_id' ? refusal.message : isMissing ? t('people.who_missing') : null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (who.kind !== 'known') return setMissing(true);
    const values = { p_inquiry: inquiry.id, p_resident: who.id, p_kind: kind, p_relation: relation };
    const was = await acts.rpc('save_inquiry_person', values, ({ act }) => done(t('people.added', { name: who.name }), { undo: act }));
    if (was) onDone();
  }
  return (
    <Modal open title={t('people.add')} onCancel={onDone} footer={null} destroyOnHidden>
      <form className="dialog-form" onSubmit={submit}>
        <CallerField
          label={t('people.who')}
          value={who}
          onChange={(next) => {
            setMissing(false);
            acts.clear();
            setWho(next);
          }}
          mayBeNew={false}
          mayBeAnonymous={false}
        />
        {wrong && (
          <p className="field-error" role="alert">
            {wrong}
          </p>
        )}
        <fieldset className="choices">
          <legend className="field-label">{t('people.what')}</legend>
          {kinds.map((one) => (
            <label key={one}>
              <input type="radio" name={id} value={one} checked={kind === one} onChange={() => setKind(one)} />
              <span>{t(`people.kind_${one}`)}</span>
            </label>
          ))}
        </fieldset>
        <TextField label={t('people.relation')} hint={t('people.relation_hint')} value={relation} onChange={setRelation} maxLength={120} />
        {!wrong && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onDone}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('people.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
