import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { EventRecord } from '../../../domain/events/event.ts';
import { readCents, writeCents } from '../../../domain/shared/money.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { useEventActs } from './actions.ts';
import { readNumber } from './read-number.ts';

/** After the event: hours as they were, costs as they were, and what came of it, in one go. */
export function WorkForm({ event }: { event: EventRecord }) {
  const { t, format } = useWords();
  const { staff } = useReferences();
  const { done } = useNotify();
  const mayEdit = useAllowed('events', 'edit');
  const acts = useEventActs();
  const lacks =
    event.staff.some((one) => one.hours_worked === null) || event.costs.some((one) => one.actual_cents === null) || event.outcome === '';
  const [isOpen, setOpen] = useState(false);
  const [hours, setHours] = useState<Record<string, string>>({});
  const [costs, setCosts] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState<string | null>(null);
  // What was looked at; after a conflict the next try is made on what is there now.
  const [seen, setSeen] = useState<{ version: number; parts: string } | null>(null);
  const parts = JSON.stringify([event.staff, event.costs, event.outcome]);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  if (!mayEdit) return null;

  const hoursOf = (id: string, worked: number | null, planned: number | null) => hours[id] ?? String(worked ?? planned ?? '');
  const costOf = (id: string, actual: number | null) => costs[id] ?? writeCents(actual);
  async function save() {
    const errors: Record<string, string> = {};
    const lines = event.staff.map((one) => {
      const worked = readNumber(hoursOf(one.id, one.hours_worked, one.hours_planned));
      if (worked !== null && !(worked >= 0 && worked <= 400)) errors[one.id] = t('event.form.hours_wrong');
      return { staff_id: one.staff_id, task: one.task, hours_planned: one.hours_planned, hours_worked: worked };
    });
    const paid = [...event.costs]
      .sort((a, b) => a.sort_order - b.sort_order)
      .map(({ id, label, category, planned_cents, actual_cents, fund }) => {
        const cents = readCents(costOf(id, actual_cents));
        if (cents === undefined) errors[id] = t('event.form.money_wrong');
        return { id, label, category, planned_cents, actual_cents: cents ?? null, fund };
      });
    setWrong(errors);
    if (Object.keys(errors).length > 0) return;
    const said = outcome === null ? {} : { outcome: outcome.trim() };
    // Whatever else was changed meanwhile, marked as held for one, is nothing to compare.
    const version = seen && seen.parts !== parts ? seen.version : event.version;
    const saved = await acts.save(event.id, version, { staff: lines, costs: paid, ...said });
    if (!saved) return setSeen(null);
    done(t('event.work.saved'), { undo: saved.act });
    close();
  }
  function open() {
    setSeen({ version: event.version, parts });
    setOpen(true);
  }
  function close() {
    setHours({});
    setCosts({});
    setOutcome(null);
    setOpen(false);
  }
  if (!isOpen) {
    return (
      <p className={lacks ? 'notice notice-amber work-notice' : 'work-notice'}>
        {lacks && <span>{t('event.work.lacks')}</span>}
        <button type="button" className="link" onClick={open}>
          {t(lacks ? 'event.work.enter' : 'event.work.correct')}
        </button>
      </p>
    );
  }
  return (
    <form
      className="work-form"
      aria-label={t('event.work.heading')}
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <h2>{t('event.work.heading')}</h2>
      <div className="work-rows">
        {event.staff.map((one, index) => (
          <WorkRow
            key={one.id}
            label={t('event.work.hours_of', { name: staff.find(({ id }) => id === one.staff_id)?.name ?? t('value.gone') })}
            more={one.hours_planned === null ? '' : t('event.work.planned', { planned: format.decimal(one.hours_planned) })}
            unit={t('event.work.hours')}
            value={hoursOf(one.id, one.hours_worked, one.hours_planned)}
            onChange={(text) => setHours((now) => ({ ...now, [one.id]: text }))}
            error={wrong[one.id]}
            isFirst={index === 0}
          />
        ))}
        {event.costs.map((one, index) => (
          <WorkRow
            key={one.id}
            label={one.label}
            more={one.planned_cents === null ? '' : t('event.work.planned', { planned: format.money(one.planned_cents) })}
            unit="$"
            value={costOf(one.id, one.actual_cents)}
            onChange={(text) => setCosts((now) => ({ ...now, [one.id]: text }))}
            error={wrong[one.id]}
            isFirst={index === 0 && event.staff.length === 0}
          />
        ))}
      </div>
      <TextField
        label={t('event.work.outcome')}
        hint={t('event.work.outcome_hint')}
        rows={3}
        maxLength={20_000}
        value={outcome ?? event.outcome}
        onChange={setOutcome}
      />
      <RefusedLine error={acts.error} />
      <div className="form-foot">
        <Button onClick={close}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('event.work.save')}
        </Button>
      </div>
    </form>
  );
}

type WorkRowProps = {
  label: string;
  more: string;
  unit: string;
  value: string;
  onChange: (text: string) => void;
  error: string | undefined;
  isFirst: boolean;
};

function WorkRow({ label, more, unit, value, onChange, error, isFirst }: WorkRowProps) {
  const id = useId();
  return (
    <div className="work-row">
      <label htmlFor={id}>
        {label} {more && <span className="secondary">{more}</span>}
      </label>
      <Input
        id={id}
        aria-describedby={error ? `${id}-error` : undefined}
        {...(unit === '$' ? { prefix: unit } : { suffix: unit })}
        inputMode="decimal"
        autoComplete="off"
        autoFocus={isFirst}
        value={value}
        aria-invalid={Boolean(error)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}
