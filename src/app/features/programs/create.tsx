import '../../styles/record.css';
import '../../styles/awards.css';
import '../../styles/programs.css';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftForm } from '../../shared/forms/use-draft-form.ts';
import { useProgramActs } from './actions.ts';
import { ProgramForm } from './form/form.tsx';
import { useProgramForm } from './form/use-program-form.ts';
import { emptyProgram, toColumns } from './form/values.ts';

/** Enters a program. */
export function ProgramCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('programs', 'create');
  if (!mayCreate) return <NotAllowed title={t('program.new')} reason={t('program.read_only')} />;
  return <CreateForm />;
}

function CreateForm() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { done } = useNotify();
  const { me } = useOffice();
  const acts = useProgramActs();
  const [start] = useState(() => emptyProgram(me.id, params.get('organization')));
  const form = useProgramForm(
    useDraftForm('program.new', () => start),
    acts.error,
  );
  async function save() {
    if (acts.isWorking) return;
    const read = await form.check();
    if (!read) return;
    const name = form.values.name.trim();
    const { review_by, ...columns } = toColumns(form.values, form.reading, {});
    const p_program = { ...columns, ...read, ...(review_by ? { review_by } : {}) };
    const made = await acts.rpc<string>('save_program', { p_program }, ({ act }) =>
      done(t('program.created', { name }), { undo: act, onUndone: () => navigate('/programs') }),
    );
    if (!made) return;
    form.forget();
    navigate(`/programs/${made.answer}`);
  }
  return (
    <FormFrame
      title={t('program.new')}
      save={t('program.create')}
      isRestored={form.isRestored}
      error={acts.error}
      isWorking={acts.isWorking}
      onForget={() => form.reset(start)}
      onSave={() => void save()}
      onCancel={() => navigate('/programs')}
    >
      <ProgramForm values={form.values} onChange={form.change} errors={form.errors} />
    </FormFrame>
  );
}
