import { Input, Select } from 'antd';
import { awardRoles } from '../../../../domain/awards/award.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import type { AwardPartProps } from './part.ts';
import { emptyRole } from './values.ts';

/** Who is what in JustGrants: somebody of the office, or somebody else by name. */
export function FormRoles({ values, onChange, errors }: AwardPartProps) {
  const { t } = useWords();
  const { staff } = useReferences();
  const nextRole = () => awardRoles.slice(3).find((role) => !values.roles.some((one) => one.role === role)) ?? 'entity_administrator';
  return (
    <Lines
      legend={t('award.roles')}
      hint={t('award.form.roles_hint')}
      rows={values.roles}
      onChange={(roles) => onChange({ roles })}
      empty={() => emptyRole(nextRole())}
      add={t('award.form.add_role')}
      className="line-award-role"
      errors={errors}
      error={errors.roles}
    >
      {(row, patch, number) => (
        <>
          <Select
            aria-label={t('award.form.role', { number })}
            value={row.role}
            options={awardRoles.map((value) => ({ value, label: t(`award.role.${value}`) }))}
            onChange={(role) => patch({ role })}
          />
          <Select
            aria-label={t('award.form.role_person', { number })}
            showSearch
            optionFilterProp="label"
            value={row.staff_id ?? ''}
            options={[
              { value: '', label: t('award.form.role_by_name') },
              ...staff.filter(({ id, is_active }) => is_active || id === row.staff_id).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(staff_id: string) => patch({ staff_id: staff_id || null, ...(staff_id ? { name: '' } : {}) })}
          />
          {!row.staff_id && (
            <Input
              aria-label={t('award.form.role_name', { number })}
              placeholder={t('award.form.role_name_placeholder')}
              maxLength={200}
              value={row.name}
              onChange={(event) => patch({ name: event.target.value })}
            />
          )}
          <Input
            aria-label={t('award.form.role_email', { number })}
            placeholder={t('award.form.role_email_placeholder')}
            type="email"
            maxLength={254}
            value={row.email}
            onChange={(event) => patch({ email: event.target.value })}
          />
        </>
      )}
    </Lines>
  );
}
