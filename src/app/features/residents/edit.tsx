import '../../styles/record.css';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Resident } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ConflictDialog } from '../../shared/forms/conflict-dialog.tsx';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { ResidentForm } from './form.tsx';
import { listResidentConflicts, mergeResident } from './form-conflicts.ts';
import { type ResidentValues, toResidentValues } from './form-values.ts';
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
  const words = useFieldWords();
  /** What it was when the form was filled, and what the form began with: not the same after two versions were merged. */
  const [opened, setOpened] = useState(latest);
  const [start, setStart] = useState(() => ({ round: 0, values: toResidentValues(latest) }));
  /** What was typed when a save was refused, or when both versions were asked for. */
  const [mine, setMine] = useState<ResidentValues | null>(null);
  const back = `/residents/${latest.id}`;
  const hasMoved = latest.version !== opened.version;
  const three = mine && hasMoved ? { start: toResidentValues(opened), mine, theirs: toResidentValues(latest) } : null;

  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to={back}>{latest.name}</Link>
      </p>
      <PageTitle title={t('residents.edit')} />
      {mayEdit ? (
        <ResidentForm
          key={start.round}
          start={start.values}
          saved={opened}
          onCancel={() => navigate(back)}
          isMoved={hasMoved}
          onCompare={(values) => {
            setMine(values);
            reload();
          }}
          onSaved={(id, act) => {
            done(t('residents.saved'), { undo: act });
            navigate(`/residents/${id}`);
          }}
        />
      ) : (
        <p>{t('inquiry.read_only')}</p>
      )}
      {three && (
        <ConflictDialog
          conflicts={listResidentConflicts(
            three,
            (field) => words.label(field),
            (field, raw) => words.value(field, raw, 'residents'),
          )}
          onSettle={(takeTheirs) => {
            setStart({ round: start.round + 1, values: mergeResident(three, takeTheirs) });
            setOpened(latest);
            setMine(null);
          }}
        />
      )}
    </div>
  );
}
