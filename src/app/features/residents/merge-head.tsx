import { Link } from 'react-router';
import type { Resident } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';

/** One of two who may be the same: their name, how much hangs on them, and which of the two stays. */
export function MergeHead({ row, isKept = false }: { row: Resident; isKept?: boolean }) {
  const { t, tn } = useWords();
  const count = useCount('inquiries', { filters: { resident: [row.id] } });
  return (
    <span>
      <Link to={`/residents/${row.id}`}>{row.name}</Link>
      <span className="merge-head secondary">
        {[t(isKept ? 'merge.kept' : 'merge.joins'), count === null ? null : tn('resident.inquiries', count)].filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}
