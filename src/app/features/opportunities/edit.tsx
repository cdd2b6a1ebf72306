import '../../styles/record.css';
import { useParams } from 'react-router';
import type { OpportunityFacts } from '../../../domain/opportunities/opportunity.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { EditPage } from '../../shared/forms/edit-page.tsx';
import { listConflicts, mergeValues, toPatch } from '../../shared/forms/three-way.ts';
import { useEditing } from '../../shared/forms/use-editing.ts';
import { useOpportunityActs } from './actions.ts';
import { useConflictWords } from './form/conflicts.ts';
import { OpportunityForm } from './form/form.tsx';
import { useOpportunityForm } from './form/use-opportunity-form.ts';
import { toColumns, toOpportunityValues } from './form/values.ts';
import { useOpportunity } from './use-opportunity.ts';

/** Changes what is noted of an opportunity. What happens to it has verbs of its own. */
export function OpportunityEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useOpportunity(id);
  const mayEdit = useAllowed('opportunities', 'edit');
  if (!mayEdit) return <NotAllowed title={t('opportunity.edit')} reason={t('opportunity.read_only')} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

function EditForm({ latest }: { latest: OpportunityFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useOpportunityActs();
  const edit = useEditing({
    draft: `opportunity.edit.${latest.id}`,
    latest,
    version: ({ opportunity }) => opportunity.version,
    toValues: toOpportunityValues,
    back: `/opportunities/${latest.id}`,
  });
  const form = useOpportunityForm(edit.form, acts.error);
  const words = useConflictWords();
  const { opened, three } = edit;
  const parts = Object.fromEntries(opened.departments.map(({ organization_id, part }) => [organization_id, part]));

  async function save() {
    if (acts.isWorking || !form.check()) return;
    const p_opportunity = toPatch(toColumns(form.values, form.reading, parts), toColumns(three.start, form.reading, parts));
    if (Object.keys(p_opportunity).length === 0) return edit.leave();
    if (edit.hasMoved) return edit.compare();
    const saved = await acts.rpc('save_opportunity', { p_opportunity, p_id: latest.id, p_version: opened.opportunity.version }, ({ act }) =>
      done(t('opportunity.saved'), { undo: act }),
    );
    if (saved) edit.leave();
  }
  return (
    <EditPage
      title={t('opportunity.edit')}
      name={latest.opportunity.title}
      save={t('award.save')}
      edit={edit}
      acts={acts}
      onSave={() => void save()}
      conflicts={() => listConflicts(three).map((field) => words(field, three))}
      merge={(takeTheirs) => mergeValues(three, takeTheirs)}
    >
      <OpportunityForm values={form.values} onChange={form.change} errors={form.errors} />
    </EditPage>
  );
}
