import '../../styles/record.css';
import { useParams } from 'react-router';
import type { Resident } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { EditPage } from '../../shared/forms/edit-page.tsx';
import { useEditing } from '../../shared/forms/use-editing.ts';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { ResidentForm } from './form.tsx';
import { listResidentConflicts, mergeResident } from './form-conflicts.ts';
import { toResidentValues } from './form-values.ts';
import { useReadResident } from './use-read-resident.ts';
import { useResident } from './use-resident.ts';

/** Changes what is known of a resident. What is typed is kept until it is saved or left. */
export function ResidentEdit() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { resident, error, retry } = useResident(id);
  const mayEdit = useAllowed('residents', 'edit');
  if (!mayEdit) return <NotAllowed title={t('residents.edit')} reason={t('inquiry.read_only')} />;
  if (error && !resident) return <Refused error={error} onRetry={retry} />;
  if (!resident) return <RowSkeleton rows={6} />;
  return <EditForm key={id} latest={resident} />;
}

function EditForm({ latest }: { latest: Resident }) {
  const { t } = useWords();
  const { done } = useNotify();
  const words = useFieldWords();
  const acts = useActs(['residents']);
  const edit = useEditing({
    draft: `resident.edit.${latest.id}`,
    latest,
    version: ({ version }) => version,
    toValues: toResidentValues,
    back: `/residents/${latest.id}`,
  });
  const { form, opened, three } = edit;
  const read = useReadResident(form);

  async function save() {
    if (acts.isWorking) return;
    const p_resident = await read();
    if (!p_resident) return;
    if (edit.hasMoved) return edit.compare();
    const saved = await acts.rpc('save_resident', { p_resident, p_id: latest.id, p_version: opened.version }, ({ act }) =>
      done(t('residents.saved'), { undo: act }),
    );
    if (saved) edit.leave();
  }
  return (
    <EditPage
      title={t('residents.edit')}
      name={latest.name}
      save={t('residents.save')}
      edit={edit}
      acts={acts}
      onSave={() => void save()}
      conflicts={() =>
        listResidentConflicts(
          three,
          (field) => words.label(field),
          (field, raw) => words.value(field, raw, 'residents'),
        )
      }
      merge={(takeTheirs) => mergeResident(three, takeTheirs)}
    >
      {edit.hasMoved && (
        <div className="notice notice-amber" role="alert">
          <p>{t('residents.moved')}</p>
          <p>
            <button type="button" className="link" onClick={edit.compare}>
              {t('residents.compare')}
            </button>
          </p>
        </div>
      )}
      <ResidentForm id={latest.id} values={form.values} onChange={form.change} errors={form.wrong} />
    </EditPage>
  );
}
