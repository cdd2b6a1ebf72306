import { useList } from '@refinedev/core';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { readMinutes, writeMinutes } from '../../../domain/organizations/standard-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Lines } from '../../shared/fields/lines.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { SettingsPage } from './settings-page.tsx';

type Clock = 'first' | 'resolution';
type Step = { id: string; clock: Clock; after_minutes: number; tells: 'assigned' | 'leaders' | 'staff'; staff_id: string | null };
/** `who` is assigned, leaders, or the id of a person. */
type StepLine = { key: string; id: string | null; clock: Clock; after: string; who: string };
let last = 0;
const emptyLine = (): StepLine => ({ key: `new-${++last}`, id: null, clock: 'resolution', after: '', who: 'leaders' });
const toLine = ({ id, clock, after_minutes, tells, staff_id }: Step): StepLine => ({
  key: id,
  id,
  clock,
  after: after_minutes === 0 ? '0' : writeMinutes(after_minutes),
  who: tells === 'staff' ? (staff_id ?? 'leaders') : tells,
});
const readAfter = (text: string): number | null => (text.trim() === '0' ? 0 : (readMinutes(text) ?? null));

/** Who hears when a clock of an inquiry has run out, step by step. Managers set it. */
export function EscalationSettings() {
  const { t } = useWords();
  const mayEdit = useAllowed('topics', 'edit');
  const { query } = useList<Step>({
    resource: 'escalation_steps',
    sorters: [
      { field: 'clock', order: 'asc' },
      { field: 'after_minutes', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    meta: { select: 'id,clock,after_minutes,tells,staff_id' },
    errorNotification: false,
  });
  const steps = query.data?.data ?? null;
  return (
    <SettingsPage
      table="escalation_steps"
      title={t('escalation.title')}
      lead={t('escalation.lead')}
      reason={mayEdit ? null : t('settings.reason_manager')}
    >
      {query.error && !steps ? (
        <Refused error={query.error} onRetry={() => void query.refetch()} />
      ) : steps === null ? (
        <RowSkeleton rows={4} />
      ) : mayEdit ? (
        <StepsForm saved={steps.map(toLine)} />
      ) : (
        <StepsRead steps={steps} />
      )}
    </SettingsPage>
  );
}

function StepsRead({ steps }: { steps: Step[] }) {
  const { t } = useWords();
  const { staff } = useReferences();
  if (steps.length === 0) return <p className="secondary">{t('escalation.none')}</p>;
  return (
    <ul className="plain-lines">
      {steps.map(({ id, clock, after_minutes, tells, staff_id }) => (
        <li key={id}>
          {t(after_minutes === 0 ? 'escalation.step_now' : 'escalation.step', {
            clock: t(`escalation.clock_${clock}`),
            after: writeMinutes(after_minutes),
            who: tells === 'staff' ? (staff.find((one) => one.id === staff_id)?.name ?? '') : t(`escalation.tells_${tells}`),
          })}
        </li>
      ))}
    </ul>
  );
}

function StepsForm({ saved }: { saved: StepLine[] }) {
  const { t } = useWords();
  const { staff } = useReferences();
  const { done } = useNotify();
  const acts = useActs(['escalation_steps']);
  const [typed, setTyped] = useState<StepLine[] | null>(null);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const rows = typed ?? saved;
  const clocks = (['resolution', 'first'] as const).map((value) => ({ value, label: t(`escalation.clock_${value}`) }));
  const people = [
    ...(['assigned', 'leaders'] as const).map((value) => ({ value: value as string, label: t(`escalation.tells_${value}`) })),
    ...staff.filter((one) => one.is_active).map(({ id, name }) => ({ value: id, label: name })),
  ];
  async function save() {
    if (acts.isWorking) return;
    const p_steps = rows.map(({ id, clock, after, who }) => {
      const isRole = who === 'assigned' || who === 'leaders';
      return { id, clock, after_minutes: readAfter(after), tells: isRole ? who : 'staff', staff_id: isRole ? null : who };
    });
    const found = rows.filter((row) => readAfter(row.after) === null).map((row) => [row.key, t('refusal.escalation_after')]);
    setWrong(Object.fromEntries(found));
    if (found.length > 0) return;
    const isSaved = await acts.rpc('save_escalation_steps', { p_steps }, ({ act }) => done(t('escalation.saved'), { undo: act }));
    if (isSaved) setTyped(null);
  }
  return (
    <form
      className="event-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Lines
        legend={t('escalation.steps')}
        hint={t('escalation.hint')}
        rows={rows}
        onChange={setTyped}
        empty={emptyLine}
        add={t('escalation.add')}
        className="line-step"
        heads={[t('escalation.clock'), t('escalation.after'), t('escalation.who')]}
        errors={wrong}
      >
        {(row, patch, number) => (
          <>
            <Select
              aria-label={t('escalation.clock_of', { number })}
              showSearch={false}
              value={row.clock}
              options={clocks}
              onChange={(clock: Clock) => patch({ clock })}
            />
            <Input
              aria-label={t('escalation.after_of', { number })}
              placeholder={t('escalation.after')}
              maxLength={20}
              value={row.after}
              onChange={(event) => patch({ after: event.target.value })}
            />
            <Select
              aria-label={t('escalation.who_of', { number })}
              optionFilterProp="label"
              value={row.who}
              options={people}
              onChange={(who: string) => patch({ who })}
            />
          </>
        )}
      </Lines>
      <RefusedLine error={acts.error} />
      <p>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('settings.save')}
        </Button>
      </p>
    </form>
  );
}
