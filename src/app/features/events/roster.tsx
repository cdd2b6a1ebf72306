import { Checkbox } from 'antd';
import { useState } from 'react';
import { type EventRecord, type EventSupply, eventTasks } from '../../../domain/events/event.ts';
import { sumCents } from '../../../domain/shared/money.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useEventActs } from './actions.ts';

/** Who is there, what is in the car, and what it costs. */
export function Roster({ event }: { event: EventRecord }) {
  const { t, format } = useWords();
  const { staff } = useReferences();
  const sum = (hours: (number | null)[]) => hours.reduce<number>((total, one) => total + (one ?? 0), 0);
  const [planned, worked] = [sum(event.staff.map((one) => one.hours_planned)), sum(event.staff.map((one) => one.hours_worked))];
  const plannedCents = sumCents(event.costs.map((one) => one.planned_cents));
  const actualCents = sumCents(event.costs.map((one) => one.actual_cents));
  const nameOf = (staffId: string) => staff.find(({ id }) => id === staffId)?.name ?? t('value.gone');
  const roster = [...event.staff].sort(
    (a, b) => eventTasks.indexOf(a.task) - eventTasks.indexOf(b.task) || nameOf(a.staff_id).localeCompare(nameOf(b.staff_id)),
  );
  const costs = [...event.costs].sort((a, b) => a.sort_order - b.sort_order);
  const money = (cents: number | null) => (cents === null ? '' : format.money(cents));
  return (
    <>
      {event.staff.length > 0 && (
        <table className="event-table">
          <caption>{t('event.form.staff')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('event.table.name')}</th>
              <th scope="col">{t('event.table.task')}</th>
              <th scope="col" className="number">
                {t('event.table.hours_planned')}
              </th>
              <th scope="col" className="number">
                {t('event.table.hours_worked')}
              </th>
            </tr>
          </thead>
          <tbody>
            {roster.map((one) => (
              <tr key={one.id}>
                <td>{nameOf(one.staff_id)}</td>
                <td>{t(`event.task.${one.task}`)}</td>
                <td className="number">{one.hours_planned === null ? '' : format.decimal(one.hours_planned)}</td>
                <td className="number">{one.hours_worked === null ? '' : format.decimal(one.hours_worked)}</td>
              </tr>
            ))}
          </tbody>
          {event.staff.length > 1 && planned + worked > 0 && (
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {t('event.table.sum')}
                </th>
                <td className="number">{planned > 0 ? format.decimal(planned) : ''}</td>
                <td className="number">{worked > 0 ? format.decimal(worked) : ''}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {event.supplies.length > 0 && <Supplies event={event} />}
      {costs.length > 0 && (
        <table className="event-table">
          <caption>{t('event.form.costs')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('event.table.cost')}</th>
              <th scope="col">{t('event.form.fund_short')}</th>
              <th scope="col" className="number">
                {t('event.table.planned')}
              </th>
              <th scope="col" className="number">
                {t('event.table.actual')}
              </th>
            </tr>
          </thead>
          <tbody>
            {costs.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.label}{' '}
                  {one.label !== t(`event.cost.${one.category}`) && <span className="secondary">{t(`event.cost.${one.category}`)}</span>}
                </td>
                <td>{one.fund}</td>
                <td className="number">{money(one.planned_cents)}</td>
                <td className="number">{money(one.actual_cents)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('event.table.sum')}
              </th>
              <td className="number">{money(plannedCents)}</td>
              <td className="number">{money(actualCents)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  );
}

/** What has to be in the car, to be ticked while it is packed. */
function Supplies({ event }: { event: EventRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('events', 'edit');
  const acts = useEventActs();
  // A tick stands at once; what the database says comes after it.
  const [ticked, setTicked] = useState<{ id: string; is_packed: boolean } | null>(null);
  const supplies = [...event.supplies].sort((a, b) => a.sort_order - b.sort_order);
  async function pack(which: EventSupply, is_packed: boolean) {
    const lines = supplies.map(({ id, item, quantity, is_packed: was }) => ({
      id,
      item,
      quantity,
      is_packed: id === which.id ? is_packed : was,
    }));
    setTicked({ id: which.id, is_packed });
    const saved = await acts.save(event.id, event.version, { supplies: lines });
    setTicked(null);
    if (saved) done(t(is_packed ? 'event.packed_done' : 'event.unpacked_done', { item: which.item }), { undo: saved.act });
  }
  return (
    <div className="event-block">
      <h2>{t('event.form.supplies')}</h2>
      <ul className="supplies">
        {supplies.map((one) => (
          <li key={one.id}>
            <Checkbox
              checked={ticked?.id === one.id ? ticked.is_packed : one.is_packed}
              disabled={!mayEdit || acts.isWorking}
              onChange={(change) => void pack(one, change.target.checked)}
            >
              {one.quantity > 1 ? `${one.quantity} × ${one.item}` : one.item}
            </Checkbox>
          </li>
        ))}
      </ul>
      <RefusedLine error={acts.error} />
    </div>
  );
}
