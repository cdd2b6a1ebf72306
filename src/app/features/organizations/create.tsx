import '../../styles/record.css';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { useOrganizationActs } from './actions.ts';
import { OrganizationFormPage } from './form/page.tsx';
import { useOrganizationForm } from './form/use-organization-form.ts';
import { emptyOrganization } from './form/values.ts';

/** Enters an organization into the directory. */
export function OrganizationCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('organizations', 'create');
  if (!mayCreate) {
    return (
      <div className="page">
        <PageTitle title={t('organization.new')} />
        <p>{t('organization.create_not_allowed')}</p>
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
  const { refresh } = useReferences();
  const acts = useOrganizationActs();
  const [start] = useState(() => emptyOrganization(me.id));
  const form = useOrganizationForm('organization.new', start, acts.error);
  async function save() {
    if (acts.isWorking) return;
    const p_organization = await form.read({});
    if (!p_organization) return;
    const made = await acts.rpc<string>('save_organization', { p_organization }, ({ act }) =>
      done(t('organization.created', { name: form.values.name.trim() }), { undo: act, onUndone: () => navigate('/organizations') }),
    );
    if (!made) return;
    form.forget();
    void refresh();
    navigate(`/organizations/${made.answer}`);
  }
  return (
    <OrganizationFormPage
      title={t('organization.new')}
      save={t('organization.create')}
      form={form}
      error={acts.error}
      isWorking={acts.isWorking}
      onForget={() => form.reset(start)}
      onSave={() => void save()}
      onCancel={() => navigate('/organizations')}
    />
  );
}
