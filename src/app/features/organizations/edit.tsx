import '../../styles/record.css';
import { useParams } from 'react-router';
import type { OrganizationFacts } from '../../../domain/organizations/organization.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { EditPage } from '../../shared/forms/edit-page.tsx';
import { listConflicts, mergeValues, toPatch } from '../../shared/forms/three-way.ts';
import { useEditing } from '../../shared/forms/use-editing.ts';
import { useOrganizationActs } from './actions.ts';
import { readOrganization } from './form/columns.ts';
import { useConflictWords } from './form/conflicts.ts';
import { OrganizationForm } from './form/form.tsx';
import { useOrganizationForm } from './form/use-organization-form.ts';
import { toOrganizationValues } from './form/values.ts';
import { useOrganization } from './use-organization.ts';

/** Changes what the directory says of an organization. */
export function OrganizationEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useOrganization(id);
  const mayEdit = useAllowed('organizations', 'edit');
  if (!mayEdit) return <NotAllowed title={t('organization.edit')} reason={t('organization.read_only')} />;
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={record.facts} />;
}

function EditForm({ latest }: { latest: OrganizationFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { refresh } = useReferences();
  const acts = useOrganizationActs();
  const edit = useEditing({
    draft: `organization.edit.${latest.id}`,
    latest,
    version: ({ organization }) => organization.version,
    toValues: toOrganizationValues,
    back: `/organizations/${latest.id}`,
  });
  const form = useOrganizationForm(edit.form, acts.error);
  const words = useConflictWords();
  const { opened, three } = edit;
  const notes = Object.fromEntries(opened.languages.map(({ language, note }) => [language, note]));

  async function save() {
    if (acts.isWorking) return;
    const now = await form.read(notes);
    if (!now) return;
    const p_organization = toPatch(now, (await readOrganization(three.start, form.reading, notes)).columns);
    if (Object.keys(p_organization).length === 0) return edit.leave();
    if (edit.hasMoved) return edit.compare();
    const saved = await acts.rpc(
      'save_organization',
      { p_organization, p_id: latest.id, p_version: opened.organization.version },
      ({ act }) => done(t('organization.saved'), { undo: act }),
    );
    if (!saved) return;
    void refresh();
    edit.leave();
  }
  return (
    <EditPage
      title={t('organization.edit')}
      name={latest.organization.name}
      save={t('award.save')}
      edit={edit}
      acts={acts}
      isAtField={form.isAtField}
      onSave={() => void save()}
      conflicts={() => listConflicts(three).map((field) => words(field, three))}
      merge={(takeTheirs) => mergeValues(three, takeTheirs)}
    >
      <OrganizationForm values={form.values} onChange={form.change} errors={form.errors} id={latest.id} parentName={latest.parent?.name} />
    </EditPage>
  );
}
