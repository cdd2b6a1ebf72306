import '../../../styles/registrations.css';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ExportButton } from '../../../shared/exports/export-button.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { RegistrationRow } from './row.tsx';
import { RegistrationShare } from './share.tsx';
import { SignInSheet } from './sheet.tsx';
import { PAGE, type RegistrationFilter, type RegistrationSummary, useRegistrations } from './use-registrations.ts';

const RegistrationDialog = lazy(() => import('./dialog.tsx').then(({ RegistrationDialog: Dialog }) => ({ default: Dialog })));

type RegistrationsTabProps = {
  event: { id: string; title: string; starts_at: string; ends_at: string; time_zone: string; place_name: string | null };
};

/** Who means to come: the numbers in a sentence, the way for the public, and the list. */
export function RegistrationsTab({ event }: RegistrationsTabProps) {
  const { t, tn } = useWords();
  const mayWrite = useAllowed('registrations', 'create');
  const [filter, setFilter] = useState<RegistrationFilter>({ search: '', status: 'all' });
  const [limit, setLimit] = useState(PAGE);
  const [isAdding, setAdding] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const { list, error, retry } = useRegistrations(event.id, filter, limit);
  if (error) return <Refused error={error} onRetry={retry} />;
  if (!list) return <RowSkeleton rows={5} />;
  const { summary, rows, count } = list;
  const asked = { event: event.id, search: filter.search, ...(filter.status === 'all' ? {} : { status: [filter.status] }) };
  const all = summary.confirmed + summary.offered + summary.waiting + summary.cancelled;
  const narrow = (change: Partial<RegistrationFilter>) => {
    setFilter({ ...filter, ...change });
    setLimit(PAGE);
  };
  return (
    <section className="registrations" aria-label={t('registrations.heading')}>
      <Numbers summary={summary} />
      <RegistrationShare event={event} summary={summary} />
      <div className="registrations-ways">
        {mayWrite && !summary.is_cancelled && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('registrations.add')}
          </Button>
        )}
        {summary.confirmed > 0 && (
          <Button onClick={() => setPrinting(true)} loading={isPrinting}>
            {t('registrations.print')}
          </Button>
        )}
        <ExportButton of={{ list: 'registrations', query: asked, address: `/events/${event.id}?tab=registrations` }} count={count} />
      </div>
      {all > 0 && (
        <div className="registrations-filters">
          <SearchField label={t('registrations.search')} value={filter.search} onChange={(search) => narrow({ search })} />
          <StatusChoice summary={summary} all={all} value={filter.status} onChange={(status) => narrow({ status })} />
        </div>
      )}
      {all === 0 && (
        <p className="registrations-empty">{t(summary.takes_registrations ? 'registrations.none' : 'registrations.none_taken')}</p>
      )}
      {all > 0 && rows.length === 0 && <p className="registrations-empty">{t('registrations.none_found')}</p>}
      <ul className="registration-rows" aria-label={t('registrations.list')}>
        {rows.map((row) => (
          <RegistrationRow key={row.id} row={row} summary={summary} event={event} />
        ))}
      </ul>
      {rows.length < count && (
        <p>
          <button type="button" className="link" onClick={() => setLimit(limit + 4 * PAGE)}>
            {tn('registrations.more', count - rows.length)}
          </button>
        </p>
      )}
      {isAdding && (
        <Suspense>
          <RegistrationDialog event={event.id} mostSeats={Math.min(20, summary.capacity ?? 20)} onClose={() => setAdding(false)} />
        </Suspense>
      )}
      {isPrinting && <SignInSheet event={event} onDone={() => setPrinting(false)} />}
    </section>
  );
}

/** "42 people have a place (45 seats, 3 of them children). 3 wait. 18 places are free." */
function Numbers({ summary }: { summary: RegistrationSummary }) {
  const { t, tn } = useWords();
  const { confirmed, seats, minors, offered, waiting, free, interpreters, needs } = summary;
  const said = [
    confirmed === 0
      ? t('registrations.nobody')
      : seats === confirmed && minors === 0
        ? tn('registrations.confirmed', confirmed)
        : tn('registrations.confirmed_seats', confirmed, {
            seats: tn('registrations.seats', seats),
            minors: tn('registrations.minors', minors),
          }),
    offered > 0 && tn('registrations.offered', offered),
    waiting > 0 && tn('registrations.waiting', waiting),
    free === null
      ? t('registrations.no_limit')
      : free < 0
        ? tn('registrations.over', -free)
        : free === 0
          ? t('registrations.free_none')
          : tn('registrations.free', free),
  ];
  const wishes = [interpreters > 0 && tn('registrations.interpreters', interpreters), needs > 0 && tn('registrations.needs', needs)].filter(
    Boolean,
  );
  return (
    <>
      <p className="registrations-numbers">{said.filter(Boolean).join(' ')}</p>
      {wishes.length > 0 && <p className="secondary">{wishes.join(' ')}</p>}
    </>
  );
}

type StatusChoiceProps = {
  summary: RegistrationSummary;
  all: number;
  value: RegistrationFilter['status'];
  onChange: (status: RegistrationFilter['status']) => void;
};

function StatusChoice({ summary, all, value, onChange }: StatusChoiceProps) {
  const { t, format } = useWords();
  const choices = [
    ['all', all],
    ['offered', summary.offered],
    ['confirmed', summary.confirmed],
    ['waitlisted', summary.waiting],
    ['cancelled', summary.cancelled],
  ] as const;
  return (
    <fieldset className="registrations-states" aria-label={t('registrations.state')}>
      {choices
        .filter(([status, count]) => status === 'all' || count > 0 || status === value)
        .map(([status, count]) => (
          <button key={status} type="button" aria-pressed={status === value} onClick={() => onChange(status)}>
            {status === 'all' ? t('registrations.everybody') : t(`event.registration.${status}`)}{' '}
            <span className="tab-count">{format.number(count)}</span>
          </button>
        ))}
    </fieldset>
  );
}
