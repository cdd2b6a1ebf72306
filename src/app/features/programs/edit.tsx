import '../../styles/record.css';
import '../../styles/awards.css';
import '../../styles/programs.css';
import { useParams } from 'react-router';
import type { ProgramFacts } from '../../../domain/programs/program.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { EditPage } from '../../shared/forms/edit-page.tsx';
import { listConflicts, mergeValues, toPatch } from '../../shared/forms/three-way.ts';
import { useEditing } from '../../shared/forms/use-editing.ts';
import { useProgramActs } from './actions.ts';
import { comparedFields, useConflictWords } from './form/conflicts.ts';
import { ProgramForm } from './form/form.tsx';
import { useProgramForm } from './form/use-program-form.ts';
import { toColumns, toProgramValues } from './form/values.ts';
import { useProgram } from './use-program.ts';

/** Changes a program. */
export function ProgramEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useProgram(id);
  const mayEdit = useAllowed('programs', 'edit');
  if (!mayEdit) return <NotAllowed title={t('program.edit')} reason={t('program.read_only')} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

function EditForm({ latest }: { latest: ProgramFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useProgramActs();
  const edit = useEditing({
    draft: `program.edit.${latest.id}`,
    latest,
    version: ({ program }) => program.version,
    toValues: toProgramValues,
    back: `/programs/${latest.id}`,
  });
  const form = useProgramForm(edit.form, acts.error);
  const words = useConflictWords();
  const { opened, three } = edit;

  async function save() {
    if (acts.isWorking) return;
    const read = await form.check();
    if (!read) return;
    const { translations, phone, version } = opened.program;
    const patch = toPatch(
      { ...toColumns(form.values, form.reading, translations), ...read },
      { ...toColumns(three.start, form.reading, translations), phone },
    );
    if (Object.keys(patch).length === 0) return edit.leave();
    if (edit.hasMoved) return edit.compare();
    const saved = await acts.rpc('save_program', { p_program: patch, p_id: latest.id, p_version: version }, ({ act }) =>
      done(t('program.saved'), { undo: act }),
    );
    if (saved) edit.leave();
  }
  return (
    <EditPage
      title={t('program.edit')}
      name={latest.program.name}
      save={t('award.save')}
      edit={edit}
      acts={acts}
      onSave={() => void save()}
      conflicts={() => listConflicts(three, comparedFields).map((field) => words(field, three))}
      merge={(takeTheirs) => mergeValues(three, takeTheirs)}
    >
      <ProgramForm values={form.values} onChange={form.change} errors={form.errors} />
    </EditPage>
  );
}
