import { Link, useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { FileImport } from '../../shared/imports/file-import.tsx';

/** Takes a list of people in: what each line would do is shown first, and all of it can be undone at once. */
export function ResidentImport() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayImport = useAllowed('residents', 'import');
  const acts = useActs(['residents']);
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/residents">{t('nav.residents')}</Link>
      </p>
      <PageTitle title={t('import.residents')} />
      {mayImport ? (
        <>
          <p className="secondary">{t('import.residents_lead')}</p>
          <FileImport
            resource="residents"
            onTaken={async ({ add, update }, act) => {
              done(tn('import.taken_residents', add + update), { undo: act, onUndone: () => void acts.refresh() });
              await acts.refresh();
              navigate('/residents');
            }}
          />
        </>
      ) : (
        <p>{t('import.not_allowed')}</p>
      )}
    </div>
  );
}
