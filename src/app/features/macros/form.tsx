import '../../styles/record.css';
import '../../styles/event-form.css';
import '../../styles/awards.css';
import { useList } from '@refinedev/core';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftValues } from '../../shared/forms/use-draft-values.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { type Macro, macroColumns, macroEnds, macroStatuses } from './macro.ts';

type Values = Omit<Macro, 'id' | 'version' | 'checklist' | 'reply_template'>;
const emptyMacro: Values = {
  name: '',
  description: '',
  set_status: null,
  set_topic_id: null,
  assign: null,
  assign_to: null,
  note: null,
  checklist_id: null,
  reply_template_id: null,
  close_code: null,
  close_note: null,
  is_active: true,
};
const fieldOfHint: Record<string, keyof Values> = {
  macro_name: 'name',
  macro_assign: 'assign',
  macro_topic: 'set_topic_id',
  macro_checklist: 'checklist_id',
  macro_reply: 'reply_template_id',
  macro_note: 'note',
};

/** Writes a macro: what it does, each thing or not. */
export function MacroForm() {
  const { t } = useWords();
  const { id } = useParams();
  const mayEdit = useAllowed('macros', 'edit');
  const { query } = useList<Macro>({
    resource: 'macros',
    meta: { select: macroColumns },
    filters: [{ field: 'id', operator: 'eq', value: id }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled: id !== undefined },
  });
  if (!mayEdit) return <NotAllowed title={t(id ? 'macro.edit' : 'macro.new')} reason={t('macro.read_only')} />;
  if (!id) return <Form latest={null} />;
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  const latest = query.data?.data[0];
  return latest ? <Form key={id} latest={latest} /> : <RowSkeleton rows={6} />;
}

const valuesOf = ({ id: _id, version: _version, checklist: _list, reply_template: _reply, ...values }: Macro): Values => values;

function Form({ latest }: { latest: Macro | null }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { staff, topics, languages } = useReferences();
  const acts = useActs(['macros']);
  const form = useDraftValues<Values>(`macro.${latest?.id ?? 'new'}`, latest ? valuesOf(latest) : emptyMacro);
  const { values, change } = form;
  const [isNameless, setNameless] = useState(false);
  const named = (resource: string, select: string) => ({
    resource,
    meta: { select },
    filters: [{ field: 'is_active', operator: 'eq' as const, value: true }],
    sorters: [{ field: 'name', order: 'asc' as const }],
    pagination: { mode: 'off' as const },
    errorNotification: false as const,
  });
  const { query: lists } = useList<{ id: string; name: string; record_table: string | null }>(named('checklists', 'id,name,record_table'));
  const { query: replies } = useList<{ id: string; name: string; language: string }>(named('reply_templates', 'id,name,language'));
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const field = refusal ? fieldOfHint[refusal.reason] : undefined;
  const at = (name: keyof Values) => (field === name && refusal ? refusalText(refusal, t) : undefined);
  const asIs = t('macro.as_is');
  const people = staff
    .filter(({ id, is_active }) => is_active || id === values.assign_to)
    .map(({ id, name }) => ({ value: id, label: name }));

  async function save() {
    if (acts.isWorking) return;
    setNameless(values.name.trim() === '');
    if (values.name.trim() === '') return;
    const saved = await acts.rpc<string>(
      'save_macro',
      { p_macro: values, ...(latest ? { p_id: latest.id, p_version: latest.version } : {}) },
      ({ act }) => done(t('macro.saved'), { undo: act }),
    );
    if (!saved) return;
    form.forget();
    navigate('/settings/macros');
  }
  return (
    <FormFrame
      title={t(latest ? 'macro.edit' : 'macro.new')}
      save={t('macro.save')}
      isRestored={form.isRestored}
      error={field ? null : acts.error}
      isWorking={acts.isWorking}
      onForget={form.reset}
      onSave={() => void save()}
      onCancel={() => {
        form.forget();
        navigate('/settings/macros');
      }}
    >
      <div className="event-form award-form">
        <TextField
          label={t('field.name')}
          maxLength={120}
          value={values.name}
          onChange={(name) => change({ name })}
          error={isNameless && !values.name.trim() ? t('refusal.macro_name') : at('name')}
        />
        <TextField
          label={t('checklists.description')}
          maxLength={500}
          value={values.description}
          onChange={(description) => change({ description })}
        />
        <div className="form-grid">
          <ChoiceField
            label={t('field.assigned_to')}
            emptyLabel={asIs}
            value={values.assign === 'person' ? values.assign_to : values.assign}
            options={[...(['me', 'nobody'] as const).map((value) => ({ value, label: t(`macro.assign.${value}`) })), ...people]}
            onChange={(value) =>
              change(
                value === null || value === 'me' || value === 'nobody'
                  ? { assign: value, assign_to: null }
                  : { assign: 'person', assign_to: value },
              )
            }
            error={at('assign')}
          />
          <ChoiceField
            label={t('field.topic_id')}
            emptyLabel={asIs}
            value={values.set_topic_id}
            options={topics.filter(({ is_active }) => is_active).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(set_topic_id) => change({ set_topic_id })}
            error={at('set_topic_id')}
          />
          <ChoiceField
            label={t('field.status')}
            emptyLabel={asIs}
            value={values.set_status}
            options={macroStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={(value) => change({ set_status: value as Values['set_status'], ...(value ? { close_code: null } : {}) })}
          />
          <ChoiceField
            label={t('macro.close')}
            emptyLabel={t('macro.no_close')}
            value={values.close_code}
            options={macroEnds.map((value) => ({ value, label: t(`resolution.${value}`) }))}
            onChange={(value) => change({ close_code: value as Values['close_code'], ...(value ? { set_status: null } : {}) })}
          />
          <ChoiceField
            label={t('tasks.checklist')}
            emptyLabel={t('macro.none')}
            value={values.checklist_id}
            options={(lists.data?.data ?? [])
              .filter(({ record_table }) => record_table === null || record_table === 'inquiries')
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(checklist_id) => change({ checklist_id })}
            error={at('checklist_id')}
          />
          <ChoiceField
            label={t('macro.reply')}
            hint={t('macro.reply_hint')}
            emptyLabel={t('macro.none')}
            value={values.reply_template_id}
            options={(replies.data?.data ?? []).map(({ id, name, language }) => ({
              value: id,
              label: `${name} · ${languages.find(({ code }) => code === language)?.name ?? language}`,
            }))}
            onChange={(reply_template_id) => change({ reply_template_id })}
            error={at('reply_template_id')}
          />
        </div>
        <TextField
          label={t('macro.note')}
          rows={3}
          maxLength={5000}
          value={values.note ?? ''}
          onChange={(note) => change({ note })}
          error={at('note')}
        />
        {values.close_code && (
          <TextField
            label={t('inquiry.resolution_note')}
            rows={2}
            maxLength={5000}
            value={values.close_note ?? ''}
            onChange={(close_note) => change({ close_note })}
          />
        )}
        {latest && (
          <label className="check">
            <input type="checkbox" checked={values.is_active} onChange={({ target }) => change({ is_active: target.checked })} />
            <span>{t('macro.active')}</span>
          </label>
        )}
      </div>
    </FormFrame>
  );
}
