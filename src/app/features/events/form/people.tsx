import { Input, Select } from 'antd';
import { eventParts, eventTasks } from '../../../../domain/events/event.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import { ClashNote } from './clash-note.tsx';
import type { FormPartProps } from './part.ts';
import { emptyOrganization, emptyStaff } from './values.ts';

/** Who of the office is there, as what, and for how many hours. */
export function FormPeople({ values, onChange, errors, clashes }: FormPartProps) {
  const { t } = useWords();
  const { staff } = useReferences();
  const isOver = values.status === 'held';
  return (
    <Lines
      legend={t('event.form.staff')}
      rows={values.staff}
      onChange={(rows) => onChange({ staff: rows })}
      empty={() => emptyStaff(values.staff.some(({ task }) => task === 'lead') ? 'help' : 'lead')}
      add={t('event.form.add_staff')}
      className="line-staff"
      errors={errors}
      error={errors.staff}
      note={(row) => <ClashNote clashes={clashes.filter(({ kind, staff_id }) => kind === 'staff' && staff_id === row.staff_id)} />}
    >
      {(row, patch, number) => (
        <>
          <Select
            aria-label={t('event.form.person', { number })}
            placeholder={t('event.form.choose_person')}
            optionFilterProp="label"
            showSearch
            value={row.staff_id}
            options={staff
              .filter(({ id, is_active }) => id === row.staff_id || (is_active && !values.staff.some(({ staff_id }) => staff_id === id)))
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(staff_id: string) => patch({ staff_id })}
          />
          <Select
            aria-label={t('event.form.task', { number })}
            value={row.task}
            options={eventTasks.map((value) => ({ value, label: t(`event.task.${value}`) }))}
            onChange={(task) => patch({ task })}
          />
          <Input
            aria-label={t('event.form.hours_planned', { number })}
            suffix={t('event.form.hours_planned_short')}
            inputMode="decimal"
            value={row.hours_planned}
            onChange={(event) => patch({ hours_planned: event.target.value })}
          />
          {(isOver || row.hours_worked) && (
            <Input
              aria-label={t('event.form.hours_worked', { number })}
              suffix={t('event.form.hours_worked_short')}
              inputMode="decimal"
              value={row.hours_worked}
              onChange={(event) => patch({ hours_worked: event.target.value })}
            />
          )}
        </>
      )}
    </Lines>
  );
}

/** Who holds it with the office. */
export function FormPartners({ values, onChange, errors }: FormPartProps) {
  const { t } = useWords();
  const { organizations } = useReferences();
  return (
    <Lines
      legend={t('event.form.organizations')}
      rows={values.organizations}
      onChange={(rows) => onChange({ organizations: rows })}
      empty={emptyOrganization}
      add={t('event.form.add_organization')}
      className="line-organization"
      errors={errors}
      error={errors.organizations}
    >
      {(row, patch, number) => (
        <>
          <Select
            aria-label={t('event.form.organization', { number })}
            placeholder={t('event.form.choose_organization')}
            optionFilterProp="label"
            showSearch
            value={row.organization_id}
            options={organizations
              .filter(
                ({ id, is_active }) =>
                  id === row.organization_id || (is_active && !values.organizations.some(({ organization_id }) => organization_id === id)),
              )
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(organization_id: string) => patch({ organization_id })}
          />
          <Select
            aria-label={t('event.form.part', { number })}
            value={row.part}
            options={eventParts.map((value) => ({ value, label: t(`event.part.${value}`) }))}
            onChange={(part) => patch({ part })}
          />
        </>
      )}
    </Lines>
  );
}
