import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { Modification } from '../../../../domain/awards/changes.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useAwardActs } from '../actions.ts';

export type ModificationVerb = 'submit' | 'decide' | 'withdraw';
type ModificationDialogProps = { verb: ModificationVerb; modification: Modification; onClose: () => void };

const decisions = ['approved', 'denied', 'change_requested'] as const;
const fields: Record<string, string> = {
  submitted_on: 'day',
  decided_on: 'day',
  gam_number: 'number',
  gam_number_taken: 'number',
  decision: 'decision',
  decision_note: 'note',
};

/** Hands a modification in, takes in what was decided, or withdraws it. */
export function ModificationDialog({ verb, modification, onClose }: ModificationDialogProps) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useAwardActs();
  const [day, setDay] = useState(today);
  const [number, setNumber] = useState(modification.gam_number ?? '');
  const [decision, setDecision] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.field ? fields[refusal.field] : undefined;
  const errorOf = (field: string) => (at === field && refusal ? refusalText(refusal, t) : undefined);

  async function submit() {
    const p_on = readDay(day, today, locale);
    const shared = { p_id: modification.id, p_version: modification.version, p_on };
    const [url, values] =
      verb === 'submit'
        ? ['submit_modification', { ...shared, p_number: number }]
        : verb === 'decide'
          ? ['decide_modification', { ...shared, p_decision: decision, p_note: note }]
          : ['withdraw_modification', shared];
    const saved = await acts.rpc(String(url), values as Record<string, unknown>, ({ act }) =>
      done(t(`changes.done.${verb}`), { undo: act }),
    );
    if (saved) onClose();
  }
  return (
    <Modal open title={t(`changes.dialog.${verb}`)} footer={null} onCancel={onClose} destroyOnHidden width={560}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t(`changes.dialog.${verb}_text`)}</p>
        {verb === 'decide' && (
          <ChoiceField
            label={t('changes.decision')}
            value={decision}
            placeholder={t('changes.choose_decision')}
            options={decisions.map((value) => ({ value, label: t(`changes.status.${value}`) }))}
            error={errorOf('decision')}
            onChange={setDecision}
          />
        )}
        <DayField label={t('changes.day')} value={day} onChange={setDay} error={errorOf('day')} />
        {verb === 'submit' && (
          <TextField
            label={t('changes.gam_number')}
            hint={t('changes.gam_hint')}
            maxLength={40}
            value={number}
            onChange={setNumber}
            error={errorOf('number')}
          />
        )}
        {verb === 'decide' && (
          <TextField label={t('changes.note')} rows={2} maxLength={2000} value={note} onChange={setNote} error={errorOf('note')} />
        )}
        {!at && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" danger={verb === 'withdraw'} loading={acts.isWorking}>
            {t(`changes.act.${verb}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
