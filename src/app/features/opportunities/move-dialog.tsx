import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { OpportunityFacts, OpportunityStatus } from '../../../domain/opportunities/opportunity.ts';
import { readCents, writeCents } from '../../../domain/shared/money.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useToday } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { DayField } from '../../shared/fields/day-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useOpportunityActs } from './actions.ts';
import { readDate } from './form/values.ts';

type Asked = 'submitted' | 'lost' | 'declined';
type Field = 'on' | 'request' | 'reason';
const fieldOfHint: Record<string, Field> = {
  applied_on_missing: 'on',
  applied_on_future: 'on',
  answered_on: 'on',
  request_cents: 'request',
  opportunity_reason: 'reason',
  opportunity_reason_missing: 'reason',
};
const fieldsOf: Record<Asked, Field[]> = { submitted: ['on', 'request'], lost: ['on', 'reason'], declined: ['reason'] };

/** Asks what a step needs to know: when, how much, or why. */
export function MoveDialog({ facts, to, onClose }: { facts: OpportunityFacts; to: OpportunityStatus; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useOpportunityActs();
  const asked = to as Asked;
  const { opportunity: one } = facts;
  const [values, setValues] = useState<Record<Field, string>>({ on: today, request: writeCents(one.request_cents), reason: '' });
  const [wrong, setWrong] = useState<Partial<Record<Field, string>>>({});
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = refusal?.field ? fieldOfHint[refusal.field] : undefined;
  const errors = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;
  const set = (field: Field) => (text: string) => setValues((now) => ({ ...now, [field]: text }));

  async function submit() {
    const fields = fieldsOf[asked];
    const on = readDate(values.on, { today, locale });
    const cents = readCents(values.request);
    const found: typeof wrong = {
      ...(fields.includes('on') && !on ? { on: t('award.wrong.day_needed') } : {}),
      ...(fields.includes('request') && cents === undefined ? { request: t('award.wrong.amount') } : {}),
      ...(asked === 'declined' && !values.reason.trim() ? { reason: t('refusal.opportunity_reason_missing') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.dialog-form [aria-invalid="true"]')?.focus());
      return;
    }
    const p_facts = {
      ...(fields.includes('on') ? { on } : {}),
      ...(fields.includes('request') && typeof cents === 'number' ? { request_cents: cents } : {}),
      ...(fields.includes('reason') ? { reason: values.reason.trim() || null } : {}),
    };
    await acts.rpc('move_opportunity', { p_id: facts.id, p_to: to, p_facts, p_version: one.version }, ({ act }) => {
      onClose();
      done(t('opportunity.moved', { status: t(`opportunity.status.${to}`) }), { undo: act });
    });
  }
  const isWithdrawn = asked === 'declined' && one.status === 'submitted';
  return (
    <Modal
      open
      title={t(isWithdrawn ? 'opportunity.verb.withdraw' : `opportunity.verb.${asked}`)}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      width={520}
    >
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {asked === 'submitted' && one.council_action === 'needed' && (
          <p className="notice notice-amber">{t('opportunity.notice.council_needed')}</p>
        )}
        {fieldsOf[asked].map((field) => {
          const shared = {
            label: t(`opportunity.ask.${asked}_${field}` as 'opportunity.ask.lost_on'),
            value: values[field],
            onChange: set(field),
            error: errors[field],
          };
          if (field === 'on') return <DayField key={field} {...shared} />;
          return field === 'request' ? (
            <TextField key={field} {...shared} inputMode="decimal" maxLength={24} />
          ) : (
            <TextField key={field} {...shared} rows={3} maxLength={2000} />
          );
        })}
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" danger={asked === 'declined'} loading={acts.isWorking}>
            {t(isWithdrawn ? 'opportunity.verb.withdraw' : `opportunity.verb.${asked}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
