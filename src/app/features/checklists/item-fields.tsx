import { Input, InputNumber } from 'antd';
import { type OwnerRole, ownerRoles } from '../../../domain/tasks/task.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import type { ChecklistValues } from './use-checklists.ts';

type Item = ChecklistValues['items'][number];
type ItemFieldsProps = {
  item: Item;
  index: number;
  count: number;
  disabled: boolean;
  /** On events days count from the event, before it below zero. */
  onEvents: boolean;
  onChange: (patch: Partial<Item>) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
};

/** One item of a checklist: what, whose, how many business days, and whether closing waits for it. */
export function ItemFields({ item, index, count, disabled, onEvents, onChange, onMove, onRemove }: ItemFieldsProps) {
  const { t } = useWords();
  const { staff } = useOptions();
  const number = index + 1;
  const owner = item.owner_role ? `role:${item.owner_role}` : item.owner_id;
  return (
    <li className="checklist-item">
      <div className="checklist-item-title">
        <Field label={t('checklists.item', { number })}>
          {(control) => (
            <Input {...control} maxLength={300} value={item.title} onChange={(event) => onChange({ title: event.target.value })} />
          )}
        </Field>
      </div>
      <ChoiceField
        label={t('checklists.goes_to', { number })}
        value={owner}
        emptyLabel={t('checklists.goes_to_applier')}
        options={[...ownerRoles.map((role) => ({ value: `role:${role}`, label: t(`tasks.role_${role}`) })), ...staff]}
        onChange={(value) => {
          const role = value?.startsWith('role:') ? (value.slice(5) as OwnerRole) : null;
          onChange({ owner_role: role, owner_id: role ? null : value });
        }}
      />
      <Field
        label={t(onEvents ? 'checklists.due_days_event' : 'checklists.due_days', { number })}
        hint={onEvents ? t('checklists.due_days_hint') : undefined}
      >
        {(control) => (
          <InputNumber
            {...control}
            min={onEvents ? -250 : 0}
            max={250}
            precision={0}
            disabled={disabled}
            placeholder={t('checklists.no_due')}
            value={item.due_days}
            onChange={(due_days) => onChange({ due_days })}
          />
        )}
      </Field>
      <label className="check">
        <input type="checkbox" checked={item.is_required} onChange={(event) => onChange({ is_required: event.target.checked })} />
        <span>{t(onEvents ? 'checklists.required_event' : 'checklists.required')}</span>
      </label>
      {!disabled && (
        <p className="task-acts">
          <button
            type="button"
            className="link"
            disabled={index === 0}
            onClick={() => onMove(-1)}
            aria-label={t('checklists.up_of', { number })}
          >
            {t('checklists.up')}
          </button>
          <button
            type="button"
            className="link"
            disabled={index === count - 1}
            onClick={() => onMove(1)}
            aria-label={t('checklists.down_of', { number })}
          >
            {t('checklists.down')}
          </button>
          <button type="button" className="link" onClick={onRemove} aria-label={t('checklists.remove_of', { number })}>
            {t('contact.remove')}
          </button>
        </p>
      )}
    </li>
  );
}
