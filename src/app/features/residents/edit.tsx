import '../../styles/record.css';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { Resident } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ResidentForm } from './form.tsx';
import { toResidentValues } from './form-values.ts';
import { useResident } from './use-resident.ts';

/** Corrects a resident. */
export function ResidentEdit() {
  const { id = '' } = useParams();
  const { resident, error, retry } = useResident(id);
  if (error) return <Refused error={error} onRetry={retry} />;
  if (!resident) return <RowSkeleton rows={6} />;
  return <ResidentEditForm key={id} latest={resident} reload={retry} />;
}

function ResidentEditForm({ latest, reload }: { latest: Resident; reload: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayEdit = useAllowed('residents', 'edit');
  const [opened, setOpened] = useState(latest);
  const [start, setStart] = useState(() => ({ round: 0, values: toResidentValues(latest) }));
  const back = `/residents/${latest.id}`;
  const hasMoved = latest.version !== opened.version;

  function takeTheirs() {
    setOpened(latest);
    setStart({ round: start.round + 1, values: toResidentValues(latest) });
  }

  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to={back}>{latest.name}</Link>
      </p>
      <PageTitle title={t('residents.edit')} />
      {hasMoved && (
        <div className="notice notice-amber" role="alert">
          <p>{t('residents.moved')}</p>
          <p>
            <button type="button" className="link" onClick={takeTheirs}>
              {t('conflict.take_all')}
            </button>
            {' · '}
            <button type="button" className="link" onClick={() => setOpened(latest)}>
              {t('residents.keep_mine')}
            </button>
          </p>
        </div>
      )}
      {mayEdit ? (
        <ResidentForm
          key={start.round}
          start={start.values}
          saved={opened}
          onCancel={() => navigate(back)}
          onConflict={(error) => {
            if (toRefusal(error).kind === 'conflict') reload();
          }}
          onSaved={(id, act) => {
            done(t('residents.saved'), { undo: act });
            navigate(`/residents/${id}`);
          }}
        />
      ) : (
        <p>{t('inquiry.read_only')}</p>
      )}
    </div>
  );
}
