import '../../styles/record.css';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { OrganizationFacts } from '../../../domain/organizations/organization.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { ConflictDialog } from '../../shared/components/conflict-dialog.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useOrganizationActs } from './actions.ts';
import { readOrganization, toPatch } from './form/columns.ts';
import { type FormField, listConflicts, mergeValues, useConflictWords } from './form/conflicts.ts';
import { OrganizationFormPage } from './form/page.tsx';
import { useOrganizationForm } from './form/use-organization-form.ts';
import { toOrganizationValues } from './form/values.ts';
import { useOrganization } from './use-organization.ts';

/** Changes what the directory says of an organization. */
export function OrganizationEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useOrganization(id);
  const mayEdit = useAllowed('organizations', 'edit');
  if (!mayEdit) {
    return (
      <div className="page">
        <PageTitle title={t('organization.edit')} />
        <p>{t('organization.read_only')}</p>
      </div>
    );
  }
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

/** `latest` is what the database has now; the form starts from what it was when it opened, also after a reload. */
function EditForm({ latest }: { latest: OrganizationFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { refresh } = useReferences();
  const acts = useOrganizationActs();
  const draft = `organization.edit.${latest.id}`;
  const [opened, setOpened] = useState<OrganizationFacts>(() =>
    readDraft(draft) === null ? latest : (readDraft<OrganizationFacts>(`${draft}.opened`) ?? latest),
  );
  const [start, theirs] = [toOrganizationValues(opened), toOrganizationValues(latest)];
  const form = useOrganizationForm(draft, start, acts.error);
  const [isConflict, setConflict] = useState(false);
  const words = useConflictWords();
  const back = `/organizations/${latest.id}`;
  const notes = Object.fromEntries(opened.languages.map(({ language, note }) => [language, note]));

  function leave() {
    form.forget();
    writeDraft(`${draft}.opened`, null);
    navigate(back);
  }
  async function save() {
    if (acts.isWorking) return;
    const now = await form.read(notes);
    if (!now) return;
    const patch = toPatch(now, (await readOrganization(start, form.reading, notes)).columns);
    if (Object.keys(patch).length === 0) return leave();
    if (latest.organization.version !== opened.organization.version) return setConflict(true);
    const saved = await acts.rpc(
      'save_organization',
      { p_organization: patch, p_id: latest.id, p_version: opened.organization.version },
      ({ act }) => done(t('organization.saved'), { undo: act }),
    );
    if (!saved) return;
    void refresh();
    leave();
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
    latest.organization.version !== opened.organization.version;
  return (
    <>
      <OrganizationFormPage
        above={
          <p className="record-back-always">
            <Link to={back}>{latest.organization.name}</Link>
          </p>
        }
        title={t('organization.edit')}
        save={t('award.save')}
        id={latest.id}
        parentName={latest.parent?.name}
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
