import type { ReactNode } from 'react';
import { Pager } from '../components/pager.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import type { Exported } from '../exports/export-button.tsx';

type ListFrameProps<Row> = {
  list: {
    rows: Row[] | null;
    count: number | null;
    error: unknown;
    retry: () => void;
    next: string | null;
    previous: string | null;
    exported?: Exported | undefined;
  };
  /** How many rows are drawn while it is asked. */
  waiting?: number;
  /** What is said where there is nothing. */
  empty: ReactNode;
  children: (row: Row) => ReactNode;
};

/** The rows of a list with its pager; what it says while they are asked, when there are none, and when they cannot be read. */
export function ListFrame<Row>({ list, waiting = 8, empty, children }: ListFrameProps<Row>) {
  const { rows, count, error, retry, next, previous, exported } = list;
  return (
    <>
      {error ? (
        <Refused error={error} onRetry={retry} />
      ) : rows === null ? (
        <RowSkeleton rows={waiting} />
      ) : rows.length === 0 ? (
        <div className="empty">
          <p>{empty}</p>
        </div>
      ) : (
        <ul className="rows">{rows.map(children)}</ul>
      )}
      <Pager count={count} shown={rows?.length ?? 0} previous={previous} next={next} exported={exported} />
    </>
  );
}
