import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftForm } from '../../shared/forms/use-draft-form.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { ResidentForm } from './form.tsx';
import { emptyResident } from './form-values.ts';
import { useReadResident } from './use-read-resident.ts';

/** Makes a resident. What is typed is kept until it is saved. */
export function ResidentCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('residents', 'create');
  if (!mayCreate) return <NotAllowed title={t('residents.new')} reason={t('inquiry.read_only')} />;
  return <CreateForm />;
}

function CreateForm() {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const acts = useActs(['residents']);
  const form = useDraftForm('resident.new', emptyResident);
  const read = useReadResident(form);

  async function save() {
    if (acts.isWorking) return;
    const p_resident = await read();
    if (!p_resident) return;
    const made = await acts.rpc<string>('save_resident', { p_resident }, ({ act }) =>
      done(t('residents.saved'), { undo: act, onUndone: () => navigate('/residents') }),
    );
    if (!made) return;
    form.forget();
    navigate(`/residents/${made.answer}`);
  }
  return (
    <FormFrame
      title={t('residents.new')}
      save={t('residents.save')}
      isRestored={form.isRestored}
      error={acts.error}
      isWorking={acts.isWorking}
      onForget={() => form.reset(emptyResident())}
      onSave={() => void save()}
      onCancel={() => navigate('/residents')}
    >
      <ResidentForm values={form.values} onChange={form.change} errors={form.wrong} />
    </FormFrame>
  );
}
