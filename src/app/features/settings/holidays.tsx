import { useList } from '@refinedev/core';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { type HolidayRule, ruleOf, sayRule } from './holiday-words.ts';
import { NameCell } from './name-cell.tsx';
import type { SettingsRow } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { text, textOrNull } from './values.ts';

type HolidayRow = SettingsRow & {
  calendar: string;
  name: string;
  actual_on: string;
  observed_on: string;
  is_cancelled: boolean;
  confirmed_by: string | null;
};

const calendars = ['city', 'state', 'federal'] as const;

/** The days off of three calendars, a year at a time. */
export function HolidaySettings() {
  const { t, format } = useWords();
  const today = useToday();
  const [calendar, setCalendar] = useState<(typeof calendars)[number]>('city');
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const { query } = useList<HolidayRule>({ resource: 'holiday_rules', pagination: { mode: 'off' }, errorNotification: false });
  const rules = query.data?.data ?? [];
  const said = (row: HolidayRow) => {
    const rule = ruleOf(rules, row);
    return rule ? t('settings.by_rule', { rule: sayRule(rule, t, format) }) : t('settings.by_hand');
  };
  return (
    <RecordTable<HolidayRow>
      key={`${calendar}-${year}`}
      resource="holidays"
      title={t('settings.holidays')}
      lead={t('settings.holidays_lead')}
      reason="admin"
      add={t('settings.holiday_add')}
      saved={t('settings.holiday_saved')}
      empty={t('settings.holidays_empty')}
      nameOf={(row) => row.name}
      sorters={[{ field: 'observed_on', order: 'asc' }]}
      filters={[
        { field: 'calendar', operator: 'eq', value: calendar },
        { field: 'actual_on', operator: 'gte', value: `${year}-01-01` },
        { field: 'actual_on', operator: 'lte', value: `${year}-12-31` },
      ]}
      above={
        <div className="settings-choices">
          <fieldset className="segments">
            <legend className="field-label">{t('settings.calendar')}</legend>
            <div>
              {calendars.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    className="visually-hidden"
                    name="calendar"
                    checked={calendar === one}
                    onChange={() => setCalendar(one)}
                  />
                  <span>{t(`settings.calendar_${one}`)}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <div className="settings-year">
            <Button onClick={() => setYear(year - 1)}>{t('settings.year_before', { year: year - 1 })}</Button>
            <h2>{year}</h2>
            <Button onClick={() => setYear(year + 1)}>{t('settings.year_after', { year: year + 1 })}</Button>
          </div>
        </div>
      }
      columns={[
        {
          key: 'name',
          title: t('settings.holiday'),
          rowScope: 'row',
          render: (_value, row) => (
            <NameCell
              name={row.is_cancelled ? <s>{row.name}</s> : row.name}
              facts={[said(row), row.confirmed_by ? t('settings.confirmed', { name: row.confirmed_by }) : t('settings.not_confirmed')]}
            />
          ),
        },
        {
          key: 'observed',
          title: t('settings.observed'),
          render: (_value, row) => (
            <>
              {format.longDate(row.observed_on)} {row.is_cancelled && <Tag tone="amber">{t('settings.cancelled')}</Tag>}
              {row.observed_on !== row.actual_on && (
                <span className="secondary settings-facts">{t('settings.falls_on', { date: format.longDate(row.actual_on) })}</span>
              )}
            </>
          ),
        },
      ]}
      fields={(row) => (
        <>
          {row && <p className="secondary settings-rule">{said(row)}</p>}
          <Form.Item name="name" label={t('field.name')}>
            <Input autoFocus maxLength={80} autoComplete="off" />
          </Form.Item>
          {!row && (
            <Form.Item name="actual_on" label={t('settings.actual')} rules={[{ required: true, message: t('settings.day_missing') }]}>
              <input type="date" className="native wide" />
            </Form.Item>
          )}
          <Form.Item
            name="observed_on"
            label={t('settings.observed')}
            extra={t('settings.observed_hint')}
            rules={row ? [{ required: true, message: t('settings.day_missing') }] : []}
          >
            <input type="date" className="native wide" />
          </Form.Item>
          <Form.Item name="confirmed_by" label={t('settings.confirmed_by')} extra={t('settings.holiday_confirmed_hint')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          {row && (
            <Form.Item name="is_cancelled" valuePropName="checked" extra={t('settings.cancelled_hint')}>
              <Checkbox>{t('settings.holiday_cancelled')}</Checkbox>
            </Form.Item>
          )}
        </>
      )}
      toValues={(row) => row ?? { name: '', actual_on: '', observed_on: '', confirmed_by: '' }}
      toRow={(values, isNew) => ({
        ...values,
        name: text(values.name),
        observed_on: values.observed_on || values.actual_on,
        confirmed_by: textOrNull(values.confirmed_by),
        ...(isNew ? { calendar } : {}),
      })}
    />
  );
}
