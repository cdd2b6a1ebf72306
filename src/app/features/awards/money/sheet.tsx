import { Fragment } from 'react';
import { Link } from 'react-router';
import { type FfrLine, type FfrSheet, ffrLines } from '../../../../domain/awards/money.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';
import { writeEntryQuery } from './entry-query.ts';

/** The parts of the form, by the line with which each begins. */
const parts: Partial<Record<FfrLine, 'cash' | 'federal' | 'recipient' | 'income' | 'indirect'>> = {
  '10a': 'cash',
  '10d': 'federal',
  '10i': 'recipient',
  '10l': 'income',
  '11d': 'indirect',
};
const warnings = [
  'overspent',
  'overdrawn',
  'cash_on_hand',
  'unliquidated',
  'match_short',
  'income_left',
  'income_overspent',
  'indirect_over',
  'indirect_without_rate',
] as const;

/** SF-425 line by line, cumulative, each figure with the entries behind it; frozen where the report is filed. */
export function Sheet({ sheet }: { sheet: FfrSheet }) {
  const { t, tn, format } = useWords();
  const { report, lines, in_period, behind, since, indirect } = sheet;
  const changed = ffrLines.filter((line) => since[line]);
  return (
    <article className="money-sheet" aria-labelledby="money-sheet">
      <h2 id="money-sheet">{t('money.sheet_until', { day: format.dateWithYear(sheet.until) })}</h2>
      <p className="secondary">
        {sheet.is_frozen && report.filed_on
          ? t('money.frozen', { day: format.dateWithYear(report.filed_on) })
          : t(sheet.is_final ? 'money.counted_final' : 'money.counted', { day: format.dateWithYear(sheet.until) })}{' '}
        {tn('money.entries', sheet.entries)}
      </p>
      {changed.length > 0 && (
        <p className="notice notice-amber">
          {t('money.since', { lines: changed.map((line) => `${line} ${format.cents(since[line] ?? 0)}`).join(', ') })}
        </p>
      )}
      {sheet.warnings.length > 0 && (
        <ul className="money-warnings notice notice-amber">
          {warnings
            .filter((code) => sheet.warnings.includes(code))
            .map((code) => (
              <li key={code}>{t(`money.warning.${code}`)}</li>
            ))}
        </ul>
      )}
      <ScrollRegion label={t('money.sheet')}>
        <table className="reach-table money-table money-lines">
          <thead>
            <tr>
              <th scope="col">{t('money.line')}</th>
              <th scope="col">{t('money.in_period')}</th>
              <th scope="col">{t('money.cumulative')}</th>
              <th scope="col">{t('money.behind')}</th>
            </tr>
          </thead>
          <tbody>
            {ffrLines.map((line) => (
              <Fragment key={line}>
                {parts[line] && (
                  <tr className="money-part">
                    <th scope="rowgroup" colSpan={4}>
                      {t(`money.sheet_part.${parts[line]}`)}
                      {parts[line] === 'indirect' && (
                        <span className="secondary">
                          {' '}
                          {indirect.rate_bp === null
                            ? t('money.no_rate')
                            : t('money.rate', {
                                type: t(`money.indirect.${indirect.type}` as 'money.indirect.de_minimis'),
                                rate: format.decimal(indirect.rate_bp / 100),
                              })}
                        </span>
                      )}
                    </th>
                  </tr>
                )}
                <tr>
                  <th scope="row">
                    <b>{line}</b> {t(`money.ffr.${line}`)}
                  </th>
                  <td>{in_period[line] === 0 ? <span className="secondary">–</span> : format.cents(in_period[line])}</td>
                  <td>
                    <b>{format.cents(lines[line])}</b>
                  </td>
                  <td>
                    {behind[line] ? (
                      <Link
                        to={writeEntryQuery({ behind: `${report.id}.${line}` })}
                        aria-label={`${line}: ${tn('money.entries', behind[line])}`}
                      >
                        {format.number(behind[line])}
                      </Link>
                    ) : (
                      <span className="secondary">{behind[line] === 0 ? '–' : t('money.from_award')}</span>
                    )}
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </article>
  );
}
