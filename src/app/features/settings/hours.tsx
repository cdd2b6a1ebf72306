import { useList } from '@refinedev/core';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { readTime } from '../../../domain/events/time-words.ts';
import { readDay } from '../../../domain/tasks/due-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Lines } from '../../shared/fields/lines.tsx';
import { readWeek, WeekField, type WeekLine } from '../../shared/fields/week-field.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { useWeekdayNames } from '../../shared/hooks/use-weekday-names.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { SettingsPage } from './settings-page.tsx';

type HoursRow = { id: string; weekday: number; opens_at: string; closes_at: string };
type ExceptionRow = { id: string; on_day: string; opens_at: string | null; closes_at: string | null; name: string };
type ExceptionLine = { key: string; on_day: string; name: string; opens_at: string; closes_at: string };
type Values = { hours: WeekLine[]; exceptions: ExceptionLine[] };
const ofOffice = [{ field: 'organization_id', operator: 'null' as const, value: true }];
const short = (time: string | null): string => time?.slice(0, 5) ?? '';
let last = 0;
const emptyException = (): ExceptionLine => ({ key: `new-${++last}`, on_day: '', name: '', opens_at: '', closes_at: '' });

/** When the office works: clocks of inquiries and referrals run in these hours, those of a partner without hours of its own as well. */
export function HoursSettings() {
  const { t } = useWords();
  const mayEdit = useAllowed('settings', 'edit');
  const hours = useList<HoursRow>({
    resource: 'business_hours',
    filters: ofOffice,
    sorters: [
      { field: 'weekday', order: 'asc' },
      { field: 'opens_at', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    meta: { select: 'id, weekday, opens_at, closes_at' },
    errorNotification: false,
  }).query;
  const exceptions = useList<ExceptionRow>({
    resource: 'business_exceptions',
    filters: ofOffice,
    sorters: [{ field: 'on_day', order: 'asc' }],
    pagination: { mode: 'off' },
    meta: { select: 'id, on_day, opens_at, closes_at, name' },
    errorNotification: false,
  }).query;
  const error = hours.error ?? exceptions.error;
  const saved: Values | null =
    hours.data && exceptions.data
      ? {
          hours: hours.data.data.map((row) => ({ ...row, key: row.id, opens_at: short(row.opens_at), closes_at: short(row.closes_at) })),
          exceptions: exceptions.data.data.map((row) => ({
            ...row,
            key: row.id,
            opens_at: short(row.opens_at),
            closes_at: short(row.closes_at),
          })),
        }
      : null;
  return (
    <SettingsPage
      table="business_hours"
      title={t('hours.title')}
      lead={t('hours.lead')}
      reason={mayEdit ? null : t('settings.reason_admin')}
    >
      {error && !saved ? (
        <Refused error={error} onRetry={() => void Promise.all([hours.refetch(), exceptions.refetch()])} />
      ) : saved === null ? (
        <RowSkeleton rows={5} />
      ) : mayEdit ? (
        <HoursForm saved={saved} />
      ) : (
        <HoursRead saved={saved} />
      )}
    </SettingsPage>
  );
}

function HoursRead({ saved }: { saved: Values }) {
  const { t, format } = useWords();
  const names = useWeekdayNames();
  return (
    <ul className="plain-lines">
      {saved.hours.map((row) => (
        <li key={row.key}>
          {names[row.weekday]} {format.clock(row.opens_at)} – {format.clock(row.closes_at)}
        </li>
      ))}
      {saved.exceptions.map((row) => (
        <li key={row.key}>
          {t(row.opens_at ? 'organization.exception_open' : 'organization.exception_closed', {
            day: format.dateWithYear(row.on_day),
            name: row.name,
            from: row.opens_at ? format.clock(row.opens_at) : '',
            to: row.closes_at ? format.clock(row.closes_at) : '',
          })}
        </li>
      ))}
    </ul>
  );
}

function HoursForm({ saved }: { saved: Values }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const today = useToday();
  const acts = useActs(['business_hours', 'business_exceptions']);
  const [values, setValues] = useState<Values | null>(null);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { hours, exceptions } = values ?? saved;
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const at = refusal && ['hours', 'exceptions'].includes(refusal.reason) ? refusal.reason : null;
  const errors = at && refusal ? { ...wrong, [at]: refusalText(refusal, t) } : wrong;

  async function save() {
    if (acts.isWorking) return;
    const week = readWeek(hours);
    const found: Record<string, string> = Object.fromEntries(week.wrong.map((key) => [key, t('refusal.hours')]));
    const p_exceptions = exceptions.map(({ key, ...row }) => {
      const on_day = readDay(row.on_day, today, locale);
      const opens_at = row.opens_at.trim() ? readTime(row.opens_at) : null;
      const closes_at = row.closes_at.trim() ? readTime(row.closes_at, opens_at) : null;
      if (!on_day || !row.name.trim() || (opens_at === null) !== (closes_at === null)) found[key] = t('refusal.exceptions');
      return { on_day, name: row.name, opens_at, closes_at };
    });
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const isSaved = await acts.rpc('save_business_hours', { p_organization: null, p_hours: week.spans, p_exceptions }, ({ act }) =>
      done(t('hours.saved'), { undo: act }),
    );
    // What was saved is read by now, and is what stands there.
    if (isSaved) setValues(null);
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
      <WeekField
        hint={t('hours.hint')}
        rows={hours}
        onChange={(rows) => setValues({ hours: rows, exceptions })}
        errors={errors}
        error={errors.hours}
      />
      <Lines
        legend={t('hours.exceptions')}
        hint={t('hours.exceptions_hint')}
        rows={exceptions}
        onChange={(rows) => setValues({ hours, exceptions: rows })}
        empty={emptyException}
        add={t('hours.add_exception')}
        className="line-exception"
        errors={errors}
        error={errors.exceptions}
      >
        {(row, patch, number) =>
          (['on_day', 'name', 'opens_at', 'closes_at'] as const).map((field) => (
            <Input
              key={field}
              aria-label={t(`hours.${field}_of`, { number })}
              placeholder={t(`hours.${field}`)}
              maxLength={field === 'name' ? 120 : 40}
              value={row[field]}
              onChange={(event) => patch({ [field]: event.target.value })}
            />
          ))
        }
      </Lines>
      {!at && <RefusedLine error={acts.error} />}
      <p>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('settings.save')}
        </Button>
      </p>
    </form>
  );
}
