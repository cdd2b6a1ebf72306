import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { ResidentForm } from './form.tsx';
import { emptyContact, emptyResident } from './form-values.ts';

/** Makes a resident. */
export function ResidentCreate() {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayCreate = useAllowed('residents', 'create');
  return (
    <div className="page form-page">
      <PageTitle title={t('residents.new')} />
      {mayCreate ? (
        <ResidentForm
          start={{ ...emptyResident, phones: [emptyContact()] }}
          saved={null}
          onCancel={() => navigate('/residents')}
          onSaved={(id, act) => {
            done(t('residents.saved'), { undo: act, onUndone: () => navigate('/residents') });
            navigate(`/residents/${id}`);
          }}
        />
      ) : (
        <p>{t('inquiry.read_only')}</p>
      )}
    </div>
  );
}
