import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { Condition } from '../../../../domain/awards/changes.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useAwardActs } from '../actions.ts';

const fields: Record<string, string> = {
  condition_text: 'text',
  condition_number: 'number',
  condition_number_taken: 'number',
  withheld_cents: 'withheld',
  evidence: 'evidence',
  owner_id: 'owner',
};

/** A condition as the award package has it. */
export function ConditionForm({ award, condition, onClose }: { award: string; condition: Condition | null; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const { staff } = useReferences();
  const acts = useAwardActs();
  const [number, setNumber] = useState(condition?.number ?? '');
  const [text, setText] = useState(condition?.text ?? '');
  const [withheld, setWithheld] = useState(condition?.withheld_cents ? writeCents(condition.withheld_cents) : '');
  const [due, setDue] = useState(condition?.due_on ?? '');
  const [owner, setOwner] = useState(condition?.owner_id ?? null);
  const [evidence, setEvidence] = useState(condition?.evidence ?? '');
  const cents = readCents(withheld);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.field ? fields[refusal.field] : undefined;
  const errorOf = (field: string) => (at === field && refusal ? refusalText(refusal, t) : undefined);
  const day = readDay(due, today, locale);
  const isDayWrong = due.trim() !== '' && !day;

  async function save() {
    if (cents === undefined || isDayWrong) return;
    const p_condition = { number, text, withheld_cents: cents ?? 0, due_on: day, owner_id: owner, evidence };
    await acts.rpc(
      'save_condition',
      { p_award: award, p_condition, ...(condition ? { p_id: condition.id, p_version: condition.version } : {}) },
      ({ act }) => {
        onClose();
        done(t('changes.condition_saved'), { undo: act });
      },
    );
  }
  return (
    <form
      className="money-entry"
      aria-label={t(condition ? 'changes.edit_condition' : 'changes.add_condition')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={t('changes.number')} maxLength={20} value={number} onChange={setNumber} error={errorOf('number')} />
      <TextField
        label={t('changes.withheld')}
        hint={t('changes.withheld_hint')}
        inputMode="decimal"
        maxLength={24}
        value={withheld}
        onChange={setWithheld}
        error={cents === undefined ? t('money.amount_wrong') : errorOf('withheld')}
      />
      <DayField label={t('changes.due_day')} value={due} onChange={setDue} error={isDayWrong ? t('changes.day_wrong') : undefined} />
      <ChoiceField
        label={t('changes.owner')}
        value={owner}
        emptyLabel={t('changes.nobody')}
        options={staff.filter((one) => one.is_active || one.id === owner).map(({ id, name }) => ({ value: id, label: name }))}
        error={errorOf('owner')}
        onChange={setOwner}
      />
      <div className="form-wide">
        <TextField label={t('changes.text')} rows={4} maxLength={10000} value={text} onChange={setText} error={errorOf('text')} />
        <TextField
          label={t('changes.evidence')}
          hint={t('changes.evidence_hint')}
          rows={2}
          maxLength={5000}
          value={evidence}
          onChange={setEvidence}
          error={errorOf('evidence')}
        />
        {!at && <RefusedLine error={acts.error} />}
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('changes.save_condition')}
          </Button>
        </div>
      </div>
    </form>
  );
}
