import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { Condition } from '../../../../domain/awards/changes.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useAwardActs } from '../actions.ts';

/** Clears a condition: the day, and what shows that it is met. */
export function ClearDialog({ condition, onClose }: { condition: Condition; onClose: () => void }) {
  const { t, format, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useAwardActs();
  const [day, setDay] = useState(today);
  const [evidence, setEvidence] = useState(condition.evidence);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isDay = refusal?.field === 'cleared_on';
  const isEvidence = refusal?.field === 'evidence' || refusal?.field === 'evidence_missing';

  async function submit() {
    const values = { p_id: condition.id, p_version: condition.version, p_on: readDay(day, today, locale), p_evidence: evidence };
    const saved = await acts.rpc('clear_condition', values, ({ act }) => done(t('changes.condition_cleared'), { undo: act }));
    if (saved) onClose();
  }
  return (
    <Modal open title={t('changes.clear')} footer={null} onCancel={onClose} destroyOnHidden width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {condition.withheld_cents > 0 && <p>{t('changes.clear_frees', { amount: format.cents(condition.withheld_cents) })}</p>}
        <DayField label={t('changes.day')} value={day} onChange={setDay} error={isDay && refusal ? refusalText(refusal, t) : undefined} />
        <TextField
          label={t('changes.evidence')}
          hint={t('changes.evidence_hint')}
          rows={3}
          maxLength={5000}
          value={evidence}
          onChange={setEvidence}
          error={isEvidence && refusal ? refusalText(refusal, t) : undefined}
        />
        {!isDay && !isEvidence && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('changes.clear')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
