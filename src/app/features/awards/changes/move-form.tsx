import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { budgetCategories } from '../../../../domain/awards/budget-categories.ts';
import type { WatchLine } from '../../../../domain/awards/changes.ts';
import { readCents } from '../../../../domain/shared/money.ts';
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
import { useMovePreview } from './use-changes.ts';
import { WatchSentence } from './watch.tsx';

type MoveFormProps = { award: string; lines: WatchLine[]; onClose: () => void; onPropose: (cents: Record<string, number>) => void };
const fields: Record<string, string> = {
  to_category: 'to',
  to_category_same: 'to',
  move_amount: 'amount',
  move_more_than_left: 'amount',
  moved_on: 'day',
  move_reason: 'reason',
};

/** Moves money between two categories; how near that comes to a modification stands there while it is typed. */
export function MoveForm({ award, lines, onClose, onPropose }: MoveFormProps) {
  const { t, format, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useAwardActs();
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [amount, setAmount] = useState('');
  const [day, setDay] = useState(today);
  const [reason, setReason] = useState('');
  const cents = readCents(amount);
  const moved = from && to && from !== to && cents ? { from_category: from, to_category: to, amount_cents: cents } : null;
  const preview = useMovePreview(award, moved);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal?.field ? fields[refusal.field] : undefined;
  const errorOf = (field: string) => (at === field && refusal ? refusalText(refusal, t) : undefined);
  const needsGam = preview?.state === 'needed';
  const options = budgetCategories.map((value) => ({ value, label: t(`money.category.${value}`) }));
  const giving = lines.find(({ category }) => category === from);

  function propose() {
    if (!moved) return;
    const planned = Object.fromEntries(lines.map((line) => [line.category, line.approved_cents + line.moved_cents]));
    planned[moved.from_category] = Math.max(0, (planned[moved.from_category] ?? 0) - moved.amount_cents);
    planned[moved.to_category] = (planned[moved.to_category] ?? 0) + moved.amount_cents;
    onPropose(planned);
    onClose();
  }
  const save = () =>
    acts.rpc(
      'move_budget',
      {
        p_award: award,
        p_move: { from_category: from, to_category: to, amount_cents: cents ?? null, moved_on: readDay(day, today, locale), reason },
      },
      ({ act }) => {
        onClose();
        done(t('changes.move_done'), { undo: act });
      },
    );
  return (
    <form
      className="money-entry"
      aria-label={t('changes.move')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ChoiceField
        label={t('changes.from')}
        value={from}
        placeholder={t('money.choose_category')}
        options={options}
        error={errorOf('from')}
        onChange={setFrom}
      />
      <ChoiceField
        label={t('changes.to')}
        value={to}
        placeholder={t('money.choose_category')}
        options={options}
        error={errorOf('to')}
        onChange={setTo}
      />
      <TextField
        label={t('changes.amount')}
        inputMode="decimal"
        maxLength={24}
        value={amount}
        onChange={setAmount}
        hint={
          giving &&
          t('changes.left_to_move', { amount: format.cents(Math.max(0, giving.approved_cents + giving.moved_cents - giving.spent_cents)) })
        }
        error={cents === undefined ? t('money.amount_wrong') : errorOf('amount')}
      />
      <DayField label={t('changes.day')} value={day} onChange={setDay} error={errorOf('day')} />
      <TextField label={t('changes.reason')} maxLength={1000} rows={2} value={reason} onChange={setReason} error={errorOf('reason')} />
      <div className="form-wide">
        <div aria-live="polite">{preview && <WatchSentence watch={preview} />}</div>
        {!at && <RefusedLine error={acts.error} />}
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          {needsGam ? (
            <Button type="primary" onClick={propose}>
              {t('changes.propose')}
            </Button>
          ) : (
            <Button type="primary" htmlType="submit" loading={acts.isWorking}>
              {t('changes.move_save')}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
