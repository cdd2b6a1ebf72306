import '../../styles/record.css';
import '../../styles/awards.css';
import '../../styles/programs.css';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { ProgramFacts } from '../../../domain/programs/program.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { ConflictDialog } from '../../shared/components/conflict-dialog.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useProgramActs } from './actions.ts';
import { type FormField, listConflicts, mergeValues, useConflictWords } from './form/conflicts.ts';
import { ProgramFormPage } from './form/page.tsx';
import { useProgramForm } from './form/use-program-form.ts';
import { toColumns, toPatch, toProgramValues } from './form/values.ts';
import { useProgram } from './use-program.ts';

/** Changes a program. */
export function ProgramEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useProgram(id);
  const mayEdit = useAllowed('programs', 'edit');
  if (!mayEdit) {
    return (
      <div className="page">
        <PageTitle title={t('program.edit')} />
        <p>{t('program.read_only')}</p>
      </div>
    );
  }
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

/** `latest` is what the database has now; the form starts from what it was when it opened, also after a reload. */
function EditForm({ latest }: { latest: ProgramFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const acts = useProgramActs();
  const draft = `program.edit.${latest.id}`;
  const [opened, setOpened] = useState<ProgramFacts>(() =>
    readDraft(draft) === null ? latest : (readDraft<ProgramFacts>(`${draft}.opened`) ?? latest),
  );
  const form = useProgramForm(draft, toProgramValues(opened), acts.error);
  const [isConflict, setConflict] = useState(false);
  const words = useConflictWords();
  const [start, theirs] = [toProgramValues(opened), toProgramValues(latest)];
  const back = `/programs/${latest.id}`;

  function leave() {
    form.forget();
    writeDraft(`${draft}.opened`, null);
    navigate(back);
  }
  async function save() {
    if (acts.isWorking) return;
    const read = await form.check();
    if (!read) return;
    const { translations } = opened.program;
    const patch = toPatch(
      { ...toColumns(form.values, form.reading, translations), ...read },
      { ...toColumns(start, form.reading, translations), phone: opened.program.phone },
    );
    if (Object.keys(patch).length === 0) return leave();
    if (latest.program.version !== opened.program.version) return setConflict(true);
    const saved = await acts.rpc('save_program', { p_program: patch, p_id: latest.id, p_version: opened.program.version }, ({ act }) =>
      done(t('program.saved'), { undo: act }),
    );
    if (saved) leave();
  }
  function settle(takeTheirs: ReadonlySet<FormField>) {
    form.change(mergeValues(start, form.values, theirs, takeTheirs));
    setOpened(latest);
    writeDraft(`${draft}.opened`, latest);
    setConflict(false);
    acts.clear();
  }
  // A refused save has read the record again by now: then the two versions differ, and the dialog compares them.
  const isConflicting =
    (isConflict || (acts.error !== null && toRefusal(acts.error).kind === 'conflict')) && latest.program.version !== opened.program.version;
  return (
    <>
      <ProgramFormPage
        above={
          <p className="record-back-always">
            <Link to={back}>{latest.program.name}</Link>
          </p>
        }
        title={t('program.edit')}
        save={t('award.save')}
        form={{
          ...form,
          change: (patch) => {
            writeDraft(`${draft}.opened`, opened);
            form.change(patch);
          },
        }}
        error={isConflicting ? null : acts.error}
        isWorking={acts.isWorking}
        onForget={() => form.reset(theirs)}
        onSave={() => void save()}
        onCancel={leave}
      />
      {isConflicting && (
        <ConflictDialog conflicts={words(listConflicts(start, form.values, theirs), start, form.values, theirs)} onSettle={settle} />
      )}
    </>
  );
}
