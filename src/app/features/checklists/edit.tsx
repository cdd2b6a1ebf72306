import '../../styles/things.css';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { type RecordTable, recordTables } from '../../../domain/shared/record.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Field } from '../../shared/components/field.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { ItemFields } from './item-fields.tsx';
import { type Checklist, type ChecklistValues, newItem, toValues, useChecklist, useSaveChecklist } from './use-checklists.ts';

/** Writes one checklist, new or there already. */
export function ChecklistEdit() {
  const { id } = useParams();
  const query = useChecklist(id);
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (id && !query.data) return <RowSkeleton rows={5} />;
  return <ChecklistForm key={id ?? 'new'} checklist={query.data?.data ?? null} reload={() => void query.refetch()} />;
}

function ChecklistForm({ checklist, reload }: { checklist: Checklist | null; reload: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { done } = useNotify();
  const mayEdit = useAllowed('checklists', 'edit');
  const { topics } = useOptions();
  const save = useSaveChecklist();
  const draft = `checklist.${checklist?.id ?? 'new'}`;
  const [values, setValues] = useState<ChecklistValues>(() => readDraft<ChecklistValues>(draft) ?? toValues(checklist));
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const refusal = error === null ? null : toRefusal(error);
  const [isTried, setTried] = useState(false);
  const isNameless = values.name.trim() === '';
  const isWithout = values.items.every((item) => item.title.trim() === '');
  const at = (field: string) => (refusal?.field === field ? refusalText(refusal, t) : undefined);
  const nameError =
    isTried && isNameless ? t('checklists.name_missing') : refusal?.field === 'name' ? t('checklists.name_taken') : undefined;
  const itemsError = isTried && isWithout ? t('checklists.items_missing') : at('items');

  function change(patch: Partial<ChecklistValues>) {
    const next = { ...values, ...patch };
    setValues(next);
    writeDraft(draft, next);
  }
  async function submit() {
    setTried(true);
    if (isNameless || isWithout) return;
    setWorking(true);
    setError(null);
    try {
      await save(values, checklist);
      writeDraft(draft, null);
      done(t('checklists.saved'));
      navigate('/settings/checklists');
    } catch (refused) {
      setError(refused);
      // The version is read again; what was typed stays, and is saved over theirs by saving once more.
      if (toRefusal(refused).kind === 'conflict') reload();
    } finally {
      setWorking(false);
    }
  }
  return (
    <form
      className="page form-page"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="record-back-always">
        <Link to="/settings/checklists">{t('checklists.title')}</Link>
      </p>
      <PageTitle title={checklist?.name ?? t('checklists.new')} />
      {!mayEdit && <p className="secondary">{t('checklists.read_only')}</p>}
      <fieldset disabled={!mayEdit} className="form-grid">
        <Field label={t('field.name')} error={nameError}>
          {(control) => (
            <Input {...control} maxLength={120} value={values.name} onChange={(event) => change({ name: event.target.value })} />
          )}
        </Field>
        <ChoiceField
          label={t('checklists.for')}
          value={values.record_table}
          emptyLabel={t('checklists.for_any')}
          options={recordTables.map((value) => ({
            value,
            label: t(`checklists.for_${value}`),
          }))}
          onChange={(value) => change({ record_table: value as RecordTable | null })}
        />
        <div className="form-wide">
          <Field label={t('checklists.description')} error={at('description')}>
            {(control) => (
              <Input
                {...control}
                maxLength={500}
                value={values.description}
                onChange={(event) => change({ description: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className="form-wide">
          <Field label={t('checklists.topics')} hint={t('checklists.topics_hint')}>
            {(control) => (
              <Select
                {...control}
                className="wide"
                mode="multiple"
                optionFilterProp="label"
                disabled={!mayEdit}
                value={values.topics}
                options={topics}
                onChange={(chosen: string[]) => change({ topics: chosen })}
              />
            )}
          </Field>
        </div>
      </fieldset>
      <fieldset disabled={!mayEdit} className="checklist-items">
        <legend className="field-label">{t('checklists.items_label')}</legend>
        {itemsError && <p className="field-error">{itemsError}</p>}
        <ol>
          {values.items.map((item, index) => (
            <ItemFields
              key={item.key}
              item={item}
              index={index}
              count={values.items.length}
              disabled={!mayEdit}
              onEvents={values.record_table === 'events'}
              onChange={(patch) => change({ items: values.items.map((one) => (one.key === item.key ? { ...one, ...patch } : one)) })}
              onMove={(step) => change({ items: moved(values.items, index, step) })}
              onRemove={() => change({ items: values.items.filter((one) => one.key !== item.key) })}
            />
          ))}
        </ol>
        {mayEdit && (
          <button type="button" className="link" onClick={() => change({ items: [...values.items, newItem()] })}>
            {t('checklists.add_item')}
          </button>
        )}
      </fieldset>
      {checklist && (
        <label className="check">
          <input
            type="checkbox"
            disabled={!mayEdit}
            checked={values.is_active}
            onChange={(event) => change({ is_active: event.target.checked })}
          />
          <span>{t('checklists.active')}</span>
        </label>
      )}
      {refusal && !refusal.field && <RefusedLine error={error} />}
      {mayEdit && (
        <div className="form-foot">
          <Button
            onClick={() => {
              writeDraft(draft, null);
              navigate('/settings/checklists');
            }}
          >
            {t('action.cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={isWorking}>
            {t('checklists.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function moved<Item>(items: Item[], index: number, step: 1 | -1): Item[] {
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(index + step, 0, item);
  return next;
}
