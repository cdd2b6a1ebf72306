import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { ApplicationLine } from './application-line.tsx';
import type { ChosenProgram } from './application-values.ts';
import { useApplicationsOf } from './use-applications.ts';

const ApplicationDialog = lazy(async () => ({ default: (await import('./application-dialog.tsx')).ApplicationDialog }));

const nouns = { inquiries: 'inquiry', residents: 'resident', events: 'event', programs: 'program' } as const;

type RecordApplicationsProps = {
  record: { table: keyof typeof nouns; id: string };
  /** Of a program's page: its name. */
  program?: ChosenProgram;
};

/** On the page of an inquiry, a resident, an event or a program: who was helped to apply, and the ways to help. */
export function RecordApplications({ record, program }: RecordApplicationsProps) {
  const { t } = useWords();
  const mayAdd = useAllowed('applications', 'create');
  const noun = nouns[record.table];
  const { rows, error, retry } = useApplicationsOf(noun, record.id);
  const [isAdding, setAdding] = useState(false);
  return (
    <section aria-labelledby="record-applications">
      <div className="page-head">
        <h2 id="record-applications">{t('application.title')}</h2>
        <div className="page-acts" data-no-print>
          {noun !== 'program' && <Link to={`/programs/screener?${noun}=${record.id}`}>{t('screener.open')}</Link>}
          {mayAdd && (
            <button type="button" className="link" onClick={() => setAdding(true)}>
              {t('application.add')}
            </button>
          )}
        </div>
      </div>
      {error && <Refused error={error} onRetry={retry} />}
      {!rows && !error && <RowSkeleton rows={1} />}
      {rows?.length === 0 && <p className="secondary">{t(noun === 'program' ? 'application.none_program' : 'application.none')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <ApplicationLine key={row.id} row={row} without={noun} />
        ))}
      </ul>
      {isAdding && (
        <Suspense>
          <ApplicationDialog
            program={program ?? null}
            of={noun === 'program' ? {} : { [`${noun}_id`]: record.id }}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      )}
    </section>
  );
}
