import '../../styles/record.css';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { NotAllowed } from '../../shared/components/not-allowed.tsx';
import { FormFrame } from '../../shared/forms/form-frame.tsx';
import { useDraftForm } from '../../shared/forms/use-draft-form.ts';
import { useOrganizationActs } from './actions.ts';
import { OrganizationForm } from './form/form.tsx';
import { useOrganizationForm } from './form/use-organization-form.ts';
import { emptyOrganization } from './form/values.ts';

/** Enters an organization into the directory. */
export function OrganizationCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('organizations', 'create');
  if (!mayCreate) return <NotAllowed title={t('organization.new')} reason={t('organization.create_not_allowed')} />;
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
  const form = useOrganizationForm(
    useDraftForm('organization.new', () => start),
    acts.error,
  );
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
    <FormFrame
      title={t('organization.new')}
      save={t('organization.create')}
      isRestored={form.isRestored}
      error={form.isAtField ? null : acts.error}
      isWorking={acts.isWorking}
      onForget={() => form.reset(start)}
      onSave={() => void save()}
      onCancel={() => navigate('/organizations')}
    >
      <OrganizationForm values={form.values} onChange={form.change} errors={form.errors} />
    </FormFrame>
  );
}
