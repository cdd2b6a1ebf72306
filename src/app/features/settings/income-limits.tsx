import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ScrollRegion } from '../../shared/components/scroll-region.tsx';
import { IncomeDialog, type IncomeYear } from './income-dialog.tsx';
import { SettingsPage } from './settings-page.tsx';

type LimitRow = { id: string; basis: 'poverty' | 'median'; year: number; household_size: number; amount_cents: number; source: string };
const bases = ['poverty', 'median'] as const;

/** The years of a basis, the last first. */
function yearsOf(rows: LimitRow[], basis: LimitRow['basis']): IncomeYear[] {
  const years = [...new Set(rows.filter((row) => row.basis === basis).map(({ year }) => year))].sort((a, b) => b - a);
  return years.map((year) => {
    const of = rows.filter((row) => row.basis === basis && row.year === year).sort((a, b) => a.household_size - b.household_size);
    return { basis, year, source: of[0]?.source ?? '', amounts: of.map(({ amount_cents }) => amount_cents) };
  });
}

/** By what the screener measures incomes, each year with where it was read. */
export function IncomeLimitSettings() {
  const { t } = useWords();
  const mayEdit = useAllowed('income_limits', 'edit');
  const today = useToday();
  const { query } = useList<LimitRow>({ resource: 'income_limits', pagination: { mode: 'off' }, errorNotification: false });
  const [open, setOpen] = useState<IncomeYear | null>(null);
  const rows = query.data?.data;
  const thisYear = Number(today.slice(0, 4));
  return (
    <SettingsPage
      title={t('incomes.title')}
      lead={t('incomes.lead')}
      reason={mayEdit ? null : t('settings.reason_admin')}
      table="income_limits"
    >
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={4} />}
      {rows &&
        bases.map((basis) => {
          const years = yearsOf(rows, basis);
          const last = years[0];
          return (
            <section key={basis} aria-label={t(`incomes.${basis}`)}>
              <div className="page-head">
                <h2>{t(`incomes.${basis}`)}</h2>
                {mayEdit && (
                  <Button onClick={() => setOpen({ basis, year: thisYear, source: '', amounts: [] })}>{t(`incomes.add_${basis}`)}</Button>
                )}
              </div>
              {!last && <p className="secondary">{t(`incomes.none_${basis}`)}</p>}
              {last && last.year < thisYear && <p className="notice notice-amber">{t('incomes.old', { year: last.year })}</p>}
              {years.map((year) => (
                <YearTable key={year.year} year={year} onChange={mayEdit ? () => setOpen(year) : null} />
              ))}
            </section>
          );
        })}
      {open && <IncomeDialog start={open} onClose={() => setOpen(null)} />}
    </SettingsPage>
  );
}

function YearTable({ year, onChange }: { year: IncomeYear; onChange: (() => void) | null }) {
  const { t, format } = useWords();
  const name = t('incomes.year', { year: year.year });
  return (
    <>
      <p>
        <b>{name}</b> <span className="secondary">{year.source}</span>{' '}
        {onChange && (
          <button
            type="button"
            className="link"
            aria-label={t('settings.change_of', { name: `${t(`incomes.${year.basis}`)} ${year.year}` })}
            onClick={onChange}
          >
            {t('settings.change')}
          </button>
        )}
      </p>
      <ScrollRegion label={`${t(`incomes.${year.basis}`)} ${year.year}`}>
        <table className="incomes">
          <thead>
            <tr>
              {year.amounts.map((amount, index) => (
                <th scope="col" key={amount}>
                  {index + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {year.amounts.map((amount) => (
                <td key={amount}>{format.money(amount)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
