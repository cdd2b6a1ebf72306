import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { AnswerCardFacts } from '../../../domain/legislation/answer-card.ts';
import { addDays } from '../../../domain/shared/dates.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';

export type AnswerMove = 'current' | 'review';

/** Says that an answer was checked, and until when that holds; or what may be wrong with it. */
export function MoveDialog({ facts, to, onClose }: { facts: AnswerCardFacts; to: AnswerMove; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useActs(['answer_cards']);
  const [checked, setChecked] = useState(today);
  const [until, setUntil] = useState(addDays(today, 365));
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isOfField = refusal !== null && ['card_checked_on', 'card_review_by', 'card_note'].includes(refusal.reason);
  const errors = isOfField && refusal ? { ...wrong, [refusal.reason]: refusalText(refusal, t) } : wrong;
  const title = t(to === 'review' ? 'answers.doubt' : facts.card.state === 'draft' ? 'answers.publish' : 'answers.check');

  async function submit() {
    const [checked_on, review_by] = [readDay(checked, today, locale), readDay(until, today, locale)];
    const found: Record<string, string> =
      to === 'review'
        ? note.trim()
          ? {}
          : { card_note: t('refusal.card_note') }
        : {
            ...(checked_on ? {} : { card_checked_on: t('award.wrong.day_needed') }),
            ...(review_by ? {} : { card_review_by: t('award.wrong.day_needed') }),
          };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const p_facts = to === 'review' ? { note } : { checked_on, review_by };
    await acts.rpc('move_answer_card', { p_id: facts.id, p_version: facts.card.version, p_to: to, p_facts }, ({ act }) => {
      onClose();
      done(t(`answers.moved.${to}`), { undo: act });
    });
  }
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden width={520}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {to === 'review' ? (
          <TextField label={t('answers.note')} rows={3} maxLength={2000} value={note} onChange={setNote} error={errors.card_note} />
        ) : (
          <>
            <p className="secondary">{t('answers.check_lead')}</p>
            <DayField label={t('answers.checked_on')} value={checked} onChange={setChecked} error={errors.card_checked_on} />
            <DayField label={t('answers.review_by')} value={until} onChange={setUntil} error={errors.card_review_by} />
          </>
        )}
        {!isOfField && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {title}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
