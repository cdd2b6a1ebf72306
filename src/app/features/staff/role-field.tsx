import { type Role, roles } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';

type RoleFieldProps = { value: Role; onChange: (role: Role) => void; error?: string | undefined };

/** One of the five roles, with what it may do in a sentence. */
export function RoleField({ value, onChange, error }: RoleFieldProps) {
  const { t } = useWords();
  return (
    <ChoiceField
      label={t('staff.role')}
      value={value}
      options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      onChange={(role) => role && onChange(role as Role)}
      hint={t(`staff.may_${value}`)}
      error={error}
    />
  );
}
