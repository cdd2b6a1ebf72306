import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { Agreement } from '../../../domain/organizations/organization.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useOrganizationActs } from './actions.ts';

/** Asks from which day an agreement holds no more. */
export function EndDialog({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useOrganizationActs();
  const [on, setOn] = useState(today);
  const [wrong, setWrong] = useState<string>();
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAtField = refusal?.reason === 'ended_on';
  async function submit() {
    const day = readDay(on, today, locale);
    setWrong(day ? undefined : t('award.wrong.day_needed'));
    if (!day) return;
    await acts.rpc('end_agreement', { p_id: agreement.id, p_on: day }, ({ act }) => {
      onClose();
      done(t('agreement.ended', { title: agreement.title }), { undo: act });
    });
  }
  return (
    <Modal open title={t('agreement.end_of', { title: agreement.title })} footer={null} onCancel={onClose} destroyOnHidden width={520}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="secondary">{t('agreement.end_hint')}</p>
        <DayField
          label={t('agreement.ended_on')}
          value={on}
          onChange={setOn}
          error={isAtField && refusal ? refusalText(refusal, t) : wrong}
        />
        {!isAtField && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('agreement.end')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
