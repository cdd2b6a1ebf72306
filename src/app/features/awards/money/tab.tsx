import '../../../styles/reach.css';
import '../../../styles/report.css';
import '../../../styles/award-money.css';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { SpanKind } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Balances } from './balances.tsx';
import { BurnChart } from './burn-chart.tsx';
import { Cash } from './cash.tsx';
import { Ledger } from './ledger.tsx';
import { LedgerFile } from './ledger-file.tsx';
import { Sheets } from './sheets.tsx';
import { Spans } from './spans.tsx';
import { Summary } from './summary.tsx';
import { useMoney } from './use-money.ts';

export const moneyParts = ['balances', 'ledger', 'sheets'] as const;

/** The money of an award: where it stands, the ledger that says so, and the work sheets of its Federal Financial Reports. */
export function MoneyTab({ facts: { id: award } }: { facts: { id: string } }) {
  const { t, format } = useWords();
  const [params] = useSearchParams();
  const part = moneyParts.find((one) => one === params.get('part')) ?? 'balances';
  const [by, setBy] = useState<SpanKind>('quarter');
  const [category, setCategory] = useState<string | null>(null);
  const { money, error, retry } = useMoney(award, by, category);
  if (error && !money) return <Refused error={error} onRetry={retry} />;
  if (!money) return <RowSkeleton rows={6} />;
  const counts = { balances: null, ledger: money.entries + money.later, sheets: money.reports.length };
  return (
    <div className="award-money">
      <nav className="money-parts" aria-label={t('money.parts')}>
        <ul>
          {moneyParts.map((one) => (
            <li key={one}>
              <Link to={`?tab=money${one === 'balances' ? '' : `&part=${one}`}`} aria-current={one === part ? 'page' : undefined} replace>
                {t(`money.part.${one}`)}
                {counts[one] !== null && <span className="tab-count">{format.number(counts[one])}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {part === 'balances' && (
        <>
          <Summary money={money} />
          <Balances award={award} money={money} />
          <BurnChart burn={money.burn} award={money.award} />
          <Cash money={money} />
          <Spans spans={money.spans} by={by} onBy={setBy} category={category} onCategory={setCategory} />
        </>
      )}
      {part === 'ledger' && (
        <>
          <Ledger award={award} status={money.award.status} />
          <LedgerFile award={award} status={money.award.status} />
        </>
      )}
      {part === 'sheets' && <Sheets award={award} facts={money.award} reports={money.reports} />}
    </div>
  );
}
