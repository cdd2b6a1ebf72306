import '../../styles/record.css';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftForm } from '../../shared/forms/use-draft-form.ts';
import { useOpportunityActs } from './actions.ts';
import { OpportunityForm } from './form/form.tsx';
import { useOpportunityForm } from './form/use-opportunity-form.ts';
import { emptyOpportunity, toColumns } from './form/values.ts';

/** Notes an opportunity that somebody found. */
export function OpportunityCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('opportunities', 'create');
  if (!mayCreate) return <NotAllowed title={t('opportunity.new')} reason={t('opportunity.create_not_allowed')} />;
  return <CreateForm />;
}

function CreateForm() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { me } = useOffice();
  const acts = useOpportunityActs();
  const [start] = useState(() => emptyOpportunity(me.id));
  const form = useOpportunityForm(
    useDraftForm('opportunity.new', () => start),
    acts.error,
  );
  async function save() {
    if (acts.isWorking || !form.check()) return;
    const title = form.values.title.trim();
    const { council_action, ...columns } = toColumns(form.values, form.reading, {});
    // Nothing said of Council: what an ordinance says holds.
    const p_opportunity = council_action === 'unknown' ? columns : { ...columns, council_action };
    const made = await acts.rpc<string>('save_opportunity', { p_opportunity }, ({ act }) =>
      done(t('opportunity.created', { title }), { undo: act, onUndone: () => navigate('/opportunities') }),
    );
    if (!made) return;
    form.forget();
    navigate(`/opportunities/${made.answer}`);
  }
  return (
    <FormFrame
      title={t('opportunity.new')}
      save={t('opportunity.create')}
      isRestored={form.isRestored}
      error={acts.error}
      isWorking={acts.isWorking}
      onForget={() => form.reset(start)}
      onSave={() => void save()}
      onCancel={() => navigate('/opportunities')}
    >
      <OpportunityForm values={form.values} onChange={form.change} errors={form.errors} />
    </FormFrame>
  );
}
