import '../../styles/record.css';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { OpportunityFacts } from '../../../domain/opportunities/opportunity.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { ConflictDialog } from '../../shared/components/conflict-dialog.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useOpportunityActs } from './actions.ts';
import { type FormField, listConflicts, mergeValues, useConflictWords } from './form/conflicts.ts';
import { OpportunityFormPage } from './form/page.tsx';
import { useOpportunityForm } from './form/use-opportunity-form.ts';
import { toColumns, toOpportunityValues, toPatch } from './form/values.ts';
import { useOpportunity } from './use-opportunity.ts';

/** Changes what is noted of an opportunity. What happens to it has verbs of its own. */
export function OpportunityEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useOpportunity(id);
  const mayEdit = useAllowed('opportunities', 'edit');
  if (!mayEdit) {
    return (
      <div className="page">
        <PageTitle title={t('opportunity.edit')} />
        <p>{t('opportunity.read_only')}</p>
      </div>
    );
  }
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

/** `latest` is what the database has now; the form starts from what it was when it opened, also after a reload. */
function EditForm({ latest }: { latest: OpportunityFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const acts = useOpportunityActs();
  const draft = `opportunity.edit.${latest.id}`;
  const [opened, setOpened] = useState<OpportunityFacts>(() =>
    readDraft(draft) === null ? latest : (readDraft<OpportunityFacts>(`${draft}.opened`) ?? latest),
  );
  const form = useOpportunityForm(draft, toOpportunityValues(opened), acts.error);
  const [isConflict, setConflict] = useState(false);
  const words = useConflictWords();
  const [start, theirs] = [toOpportunityValues(opened), toOpportunityValues(latest)];
  const back = `/opportunities/${latest.id}`;
  const parts = Object.fromEntries(opened.departments.map(({ organization_id, part }) => [organization_id, part]));

  function leave() {
    form.forget();
    writeDraft(`${draft}.opened`, null);
    navigate(back);
  }
  async function save() {
    if (acts.isWorking || !form.check()) return;
    const patch = toPatch(toColumns(form.values, form.reading, parts), toColumns(start, form.reading, parts));
    if (Object.keys(patch).length === 0) return leave();
    if (latest.opportunity.version !== opened.opportunity.version) return setConflict(true);
    const saved = await acts.rpc(
      'save_opportunity',
      { p_opportunity: patch, p_id: latest.id, p_version: opened.opportunity.version },
      ({ act }) => done(t('opportunity.saved'), { undo: act }),
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
    (isConflict || (acts.error !== null && toRefusal(acts.error).kind === 'conflict')) &&
    latest.opportunity.version !== opened.opportunity.version;
  return (
    <>
      <OpportunityFormPage
        above={
          <p className="record-back-always">
            <Link to={back}>{latest.opportunity.title}</Link>
          </p>
        }
        title={t('opportunity.edit')}
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
