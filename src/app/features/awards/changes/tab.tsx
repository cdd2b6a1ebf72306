import '../../../styles/reach.css';
import '../../../styles/report.css';
import '../../../styles/award-money.css';
import '../../../styles/award-changes.css';
import { useState } from 'react';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import type { AwardTabProps } from '../tabs.tsx';
import { Conditions } from './conditions.tsx';
import { Modifications } from './modifications.tsx';
import { useChanges } from './use-changes.ts';
import { WatchSection } from './watch.tsx';

/** What changes an award: moves within the budget and how near they come to a modification, modifications, conditions. */
export function AwardChangesTab({ facts: { id } }: AwardTabProps) {
  const { changes, error, retry } = useChanges(id);
  // A move that needs a modification is handed on as one: the amounts by category.
  const [proposed, setProposed] = useState<Record<string, number> | null>(null);
  if (error && !changes) return <Refused error={error} onRetry={retry} />;
  if (!changes) return <RowSkeleton rows={6} />;
  return (
    <div className="award-money award-changes">
      <WatchSection award={id} changes={changes} onPropose={setProposed} />
      <Modifications award={id} changes={changes} proposed={proposed} onTaken={() => setProposed(null)} />
      <Conditions award={id} changes={changes} />
    </div>
  );
}
