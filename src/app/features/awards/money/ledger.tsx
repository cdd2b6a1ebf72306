import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { budgetCategories, entryKinds, moneyShares } from '../../../../domain/awards/budget-categories.ts';
import type { EntryRow } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Pager } from '../../../shared/components/pager.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { useMoneyActs } from './actions.ts';
import { EntryForm } from './entry-form.tsx';
import { EntryLine } from './entry-line.tsx';
import { type EntryQuery, readEntryQuery, toEntryRpc, writeEntryQuery } from './entry-query.ts';
import { useEntries } from './use-money.ts';

/** The ledger entry by entry, the latest first: entered, corrected and found here. */
export function Ledger({ award, status }: { award: string; status: string }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('awards', 'edit') && !['applied', 'declined', 'closed'].includes(status);
  const acts = useMoneyActs();
  const [params, setParams] = useSearchParams();
  const query = readEntryQuery(params);
  const { page, sums, isOld, error, retry } = useEntries(award, query);
  const [open, setOpen] = useState<{ entry: EntryRow | null; isCorrection?: boolean } | null>(null);
  const narrowed = { ...query, after: null, before: null };
  const show = (change: Partial<EntryQuery>) =>
    setParams(new URLSearchParams(writeEntryQuery({ ...narrowed, ...change })), { replace: true });
  const rows = page?.rows ?? null;
  const isNarrowed = Object.values(narrowed).some(Boolean);
  const remove = (entry: EntryRow) =>
    acts.rpc('remove_entry', { p_id: entry.id }, (act) => done(t('money.removed'), { undo: act, onUndone: () => void acts.refresh() }));
  return (
    <section aria-labelledby="money-ledger" aria-busy={isOld}>
      <div className="money-head">
        <h2 id="money-ledger">{t('money.ledger')}</h2>
        {mayEdit && !open && (
          <Button type="primary" onClick={() => setOpen({ entry: null })}>
            {t('money.add_entry')}
          </Button>
        )}
      </div>
      {open && (
        <EntryForm
          key={open.entry?.id ?? 'new'}
          award={award}
          entry={open.entry}
          isCorrection={open.isCorrection ?? false}
          onClose={() => setOpen(null)}
        />
      )}
      <div className="money-filters">
        <SearchField label={t('money.search')} value={query.search} onChange={(search) => show({ search })} />
        <ChoiceField
          label={t('money.kind')}
          value={query.kind}
          emptyLabel={t('money.all_kinds')}
          options={entryKinds.map((value) => ({ value, label: t(`money.kind.${value}`) }))}
          onChange={(kind) => show({ kind })}
        />
        <ChoiceField
          label={t('money.share')}
          value={query.share}
          emptyLabel={t('money.all_shares')}
          options={moneyShares.map((value) => ({ value, label: t(`money.share.${value}`) }))}
          onChange={(share) => show({ share })}
        />
        <ChoiceField
          label={t('money.category')}
          value={query.category}
          emptyLabel={t('money.all_categories')}
          options={budgetCategories.map((value) => ({ value, label: t(`money.category.${value}`) }))}
          onChange={(category) => show({ category })}
        />
      </div>
      {(query.behind || query.from || query.to) && (
        <p>
          {query.behind && t('money.behind_line', { line: query.behind.split('.')[1] ?? '' })}
          {query.from && query.to && t('money.between', { days: format.dateRange(query.from, query.to) })}{' '}
          <Link to={writeEntryQuery({ ...narrowed, behind: null, from: null, to: null })} replace>
            {t('money.show_all')}
          </Link>
        </p>
      )}
      {sums && sums.count > 0 && (
        <p className="secondary">
          {sums.sums
            .map(
              ({ kind, share, cents }) =>
                `${t(`money.kind.${kind}`)}${kind === 'drawdown' || kind === 'program_income' ? '' : ` (${t(`money.share.${share}`)})`} ${format.cents(cents)}`,
            )
            .join(' · ')}
        </p>
      )}
      <RefusedLine error={acts.error} />
      {error && !page && <Refused error={error} onRetry={retry} />}
      {!rows && !error && <RowSkeleton rows={5} />}
      {rows?.length === 0 && <p className="secondary">{t(isNarrowed ? 'money.none_found' : 'money.none_yet')}</p>}
      {rows && rows.length > 0 && (
        <>
          <ul className="money-entries">
            {rows.map((entry) => (
              <EntryLine
                key={entry.id}
                entry={entry}
                mayEdit={mayEdit}
                onEdit={() => setOpen({ entry })}
                onCorrect={() => setOpen({ entry, isCorrection: true })}
                onRemove={() => void remove(entry)}
              />
            ))}
          </ul>
          <Pager
            count={sums?.count ?? null}
            shown={rows.length}
            previous={page?.previous ? writeEntryQuery({ ...narrowed, before: page.previous }) : null}
            next={page?.next ? writeEntryQuery({ ...narrowed, after: page.next }) : null}
            exported={{
              list: 'award_entries',
              query: toEntryRpc(award, narrowed),
              address: `/awards/${award}${writeEntryQuery(narrowed)}`,
            }}
          />
        </>
      )}
    </section>
  );
}
