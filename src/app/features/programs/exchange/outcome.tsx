import type { ExchangeAnswer } from '../../../../domain/programs/hsds/exchange.ts';
import { useWords } from '../../../providers/i18n.tsx';

const shownAtOnce = 50;
const said = (value: unknown): string =>
  value === null || value === undefined || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** What a file holds, what taking it in would change, and what in it is not as the standard wants it. */
export function ExchangeOutcome({ answer }: { answer: ExchangeAnswer }) {
  const { t, tn, format } = useWords();
  const { counts, changes, refused, findings, findingCount, namesLeft, tables } = answer;
  const number = (table: string, action: 'insert' | 'update') => counts[table]?.[action] ?? 0;
  const lines = [
    tn('exchange.new_programs', number('programs', 'insert')),
    tn('exchange.changed_programs', number('programs', 'update')),
    tn('exchange.new_organizations', number('organizations', 'insert')),
    tn('exchange.new_places', number('locations', 'insert')),
  ];
  const rows = Object.entries(tables).map(([table, count]) => `${table} ${format.number(count)}`);
  return (
    <div aria-live="polite" className="import-outcome">
      <p>{Object.keys(counts).length === 0 ? t('exchange.nothing') : lines.join(' · ')}</p>
      <p className="secondary">{t('exchange.holds', { tables: rows.join(', ') })}</p>
      {namesLeft > 0 && <p className="notice notice-amber">{tn('exchange.names_left', namesLeft)}</p>}
      {refused.length > 0 && (
        <div className="notice notice-amber">
          <p>{tn('exchange.refused', refused.length)}</p>
          <ul>
            {refused.slice(0, shownAtOnce).map((one) => (
              <li key={`${one.table} ${one.key}`}>
                {one.table} {one.key}: {one.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {changes.length > 0 && (
        <details open={changes.length <= 20}>
          <summary>{tn('exchange.changes', changes.length)}</summary>
          <ul className="program-documents">
            {changes.slice(0, shownAtOnce).map((one) => (
              <li key={`${one.table} ${one.action} ${one.name} ${JSON.stringify(one.after)}`}>
                {t(`exchange.${one.action}`)} {one.name}
                {one.action === 'update' && (
                  <ul className="program-documents">
                    {Object.entries(one.after ?? {}).map(([column, value]) => (
                      <li key={column} className="secondary">
                        {column}: {said(one.before?.[column])} → {said(value)}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
          {changes.length > shownAtOnce && <p className="secondary">{t('exchange.more', { count: changes.length - shownAtOnce })}</p>}
        </details>
      )}
      {findingCount > 0 && (
        <details>
          <summary>{tn('exchange.findings', findingCount)}</summary>
          <p className="secondary">{t('exchange.findings_lead')}</p>
          <ul className="program-documents">
            {findings.slice(0, shownAtOnce).map((one) => (
              <li key={`${one.table} ${one.id} ${one.column} ${one.problem}`}>
                {one.table}.{one.column} ({one.id || '–'}): {t(`exchange.problem.${one.problem}`)}
                {one.value && ` “${one.value}”`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
