import { Link, useNavigate } from 'react-router';
import { tabQueries } from '../../../domain/inquiries/tabs.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { FileImport } from '../../shared/imports/file-import.tsx';
import { searchOf } from './use-inquiry-list.ts';

/** Takes a list of inquiries in: what each line would do is shown first, and all of it can be undone at once. */
export function InquiryImport() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayImport = useAllowed('inquiries', 'import');
  const acts = useActs(['inquiries', 'topics']);
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/inquiries">{t('nav.inquiries')}</Link>
      </p>
      <PageTitle title={t('import.inquiries')} />
      {mayImport ? (
        <>
          <p className="secondary">{t('import.inquiries_lead')}</p>
          <FileImport
            resource="inquiries"
            onTaken={async ({ add, update }, act) => {
              done(tn('import.taken_inquiries', add + update), { undo: act, onUndone: () => void acts.refresh() });
              await acts.refresh();
              // One's own are the list that opens first: what came in is nobody's yet.
              navigate(`/inquiries${searchOf(tabQueries.all)}`);
            }}
          />
        </>
      ) : (
        <p>{t('import.not_allowed')}</p>
      )}
    </div>
  );
}
