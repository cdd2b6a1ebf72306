import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { type CreditRow, type Measure, type Performance, readWhole } from '../../../../domain/awards/performance.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useToday } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { useAwardActs } from '../actions.ts';

/** Where the words of the database stand in the form. */
const fields: Record<string, 'amount' | 'day' | 'note'> = {
  credit_amount: 'amount',
  credit_day: 'day',
  credit_period: 'day',
  credit_note: 'note',
};

type HandFormProps = { measure: Measure; award: Performance['award']; credit: CreditRow | null; onClose: () => void };

/** A figure that no record of the office tells: how many, on which day, from where. */
export function HandForm({ measure, award: { starts_on, ends_on }, credit, onClose }: HandFormProps) {
  const { t, format, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useAwardActs();
  const [amount, setAmount] = useState(credit ? String(credit.amount) : '');
  const [day, setDay] = useState(credit?.credited_on ?? today);
  const [note, setNote] = useState(credit?.note ?? '');
  const [isTried, setTried] = useState(false);
  const [value, on] = [readWhole(amount), readDay(day, today, locale)];
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.field ? fields[refusal.field] : undefined;
  const errorOf = (field: 'amount' | 'day' | 'note') => (at === field && refusal ? refusalText(refusal, t) : undefined);

  async function save() {
    setTried(true);
    if (value === undefined || value === null || !on) return;
    const p_credit = { measure_id: measure.id, amount: value, credited_on: on, note };
    await acts.rpc('save_credit', credit ? { p_credit, p_id: credit.id, p_version: credit.version } : { p_credit }, ({ act }) => {
      onClose();
      done(t('measure.hand_saved'), { undo: act });
    });
  }
  return (
    <form
      className="money-entry measure-hand"
      aria-label={t(credit ? 'measure.edit_hand' : 'measure.by_hand')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={measure.unit ? t('measure.how_many_of', { unit: measure.unit }) : t('measure.how_many')}
        inputMode="numeric"
        maxLength={13}
        value={amount}
        onChange={setAmount}
        error={isTried && (value === undefined || value === null) ? t('measure.whole_number') : errorOf('amount')}
      />
      <DayField
        label={t('measure.day')}
        hint={starts_on && ends_on ? format.dateRange(starts_on, ends_on) : undefined}
        value={day}
        onChange={setDay}
        error={isTried && !on ? t('changes.day_wrong') : errorOf('day')}
      />
      <TextField
        label={t('measure.note')}
        hint={t('measure.note_hint')}
        maxLength={500}
        value={note}
        onChange={setNote}
        error={errorOf('note')}
      />
      <div className="form-wide">
        {!at && <RefusedLine error={acts.error} />}
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('measure.save_hand')}
          </Button>
        </div>
      </div>
    </form>
  );
}
