import '../../styles/record.css';
import { useParams } from 'react-router';
import type { AwardFacts } from '../../../domain/awards/award.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { EditPage } from '../../shared/forms/edit-page.tsx';
import { listConflicts, mergeValues } from '../../shared/forms/three-way.ts';
import { useEditing } from '../../shared/forms/use-editing.ts';
import { useAwardActs } from './actions.ts';
import { comparedFields, useConflictWords } from './form/conflicts.ts';
import { AwardForm } from './form/form.tsx';
import { useAwardForm } from './form/use-award-form.ts';
import { toAwardValues, toPatch } from './form/values.ts';
import { useAward } from './use-award.ts';

/** Changes what is registered of an award. What happens to it has verbs of its own. */
export function AwardEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useAward(id);
  const mayEdit = useAllowed('awards', 'edit');
  if (!mayEdit) return <NotAllowed title={t('award.edit')} reason={t('award.read_only')} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

function EditForm({ latest }: { latest: AwardFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const edit = useEditing({
    draft: `award.edit.${latest.id}`,
    latest,
    version: ({ award }) => award.version,
    toValues: toAwardValues,
    back: `/awards/${latest.id}`,
  });
  const form = useAwardForm(edit.form, acts.error);
  const words = useConflictWords();
  const { opened, three } = edit;

  async function save() {
    if (acts.isWorking || !form.check()) return;
    const p_award = toPatch(form.values, three.start, form.reading);
    if (Object.keys(p_award).length === 0) return edit.leave();
    if (edit.hasMoved) return edit.compare();
    const saved = await acts.rpc('save_award', { p_award, p_id: latest.id, p_version: opened.award.version }, ({ act }) =>
      done(t('award.saved'), { undo: act }),
    );
    if (saved) edit.leave();
  }
  return (
    <EditPage
      title={t('award.edit')}
      name={latest.award.title}
      save={t('award.save')}
      edit={edit}
      acts={acts}
      onSave={() => void save()}
      conflicts={() => listConflicts(three, comparedFields(three.start)).map((field) => words(field, three))}
      merge={(takeTheirs) => mergeValues(three, takeTheirs, comparedFields(three.start))}
    >
      <AwardForm
        values={form.values}
        onChange={form.change}
        errors={form.errors}
        wanted={form.wanted}
        id={latest.id}
        isAccepted={latest.award.accepted_on !== null}
        ownUei={null}
      />
    </EditPage>
  );
}
