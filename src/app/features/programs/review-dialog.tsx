import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { ProgramFacts } from '../../../domain/programs/program.ts';
import { addMonths } from '../../../domain/shared/dates.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useProgramActs } from './actions.ts';

/** Somebody looked: all of it is right, until another day. */
export function ReviewDialog({ facts, onClose }: { facts: ProgramFacts; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useProgramActs();
  const [until, setUntil] = useState(addMonths(today, 6));
  const [isWrong, setWrong] = useState(false);
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const atField = refusal?.field === 'program_review_by';
  async function submit() {
    const day = readDay(until, today, locale);
    setWrong(!day);
    if (!day) return;
    await acts.rpc('review_program', { p_id: facts.id, p_version: facts.program.version, p_review_by: day }, ({ act }) => {
      onClose();
      done(t('program.reviewed_done', { name: facts.program.name }), { undo: act });
    });
  }
  return (
    <Modal open title={t('program.review')} footer={null} onCancel={onClose} destroyOnHidden width={480}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t('program.review_text')}</p>
        <DayField
          label={t('program.review_until')}
          value={until}
          onChange={setUntil}
          error={isWrong ? t('award.wrong.day_needed') : atField && refusal ? refusalText(refusal, t) : undefined}
        />
        {!atField && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('program.review_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
