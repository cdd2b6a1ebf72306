import '../../styles/record.css';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { useOpportunityActs } from './actions.ts';
import { OpportunityFormPage } from './form/page.tsx';
import { useOpportunityForm } from './form/use-opportunity-form.ts';
import { emptyOpportunity, toColumns } from './form/values.ts';

/** Notes an opportunity that somebody found. */
export function OpportunityCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('opportunities', 'create');
  if (!mayCreate) {
    return (
      <div className="page">
        <PageTitle title={t('opportunity.new')} />
        <p>{t('opportunity.create_not_allowed')}</p>
      </div>
    );
  }
  return <CreateForm />;
}

function CreateForm() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { me } = useOffice();
  const acts = useOpportunityActs();
  const [start] = useState(() => emptyOpportunity(me.id));
  const form = useOpportunityForm('opportunity.new', start, acts.error);
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
    <OpportunityFormPage
      title={t('opportunity.new')}
      save={t('opportunity.create')}
      form={form}
      error={acts.error}
      isWorking={acts.isWorking}
      onForget={() => form.reset(start)}
      onSave={() => void save()}
      onCancel={() => navigate('/opportunities')}
    />
  );
}
