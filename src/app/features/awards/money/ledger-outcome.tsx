import type { LedgerAnswer } from '../../../../domain/awards/ledger-file.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { FirstLines } from '../../../shared/imports/first-lines.tsx';

const whys = [
  'word',
  'day',
  'amount',
  'award',
  'award_many',
  'award_status',
  'kind',
  'category',
  'description',
  'payee',
  'reference',
  'account',
  'subaward',
  'obligation',
] as const;
type Why = (typeof whys)[number];
const isWhy = (why: string): why is Why => (whys as readonly string[]).includes(why);

/** What taking a file in would do: award by award, then what is here with other figures, and what is wrong, line by line. */
export function LedgerOutcome({ outcome }: { outcome: NonNullable<LedgerAnswer['outcome']> }) {
  const { t, tn, format } = useWords();
  const { different, wrong } = outcome;
  const sums = (one: (typeof outcome.awards)[number]) =>
    (
      [
        ['spent', one.spent_cents],
        ['obligated', one.obligated_cents],
        ['drawn', one.drawn_cents],
        ['income', one.income_cents],
      ] as const
    )
      .filter(([, cents]) => cents !== 0)
      .map(([name, cents]) => t(`money.file_sum.${name}`, { amount: format.cents(cents) }))
      .join(' · ');
  return (
    <div aria-live="polite" className="import-outcome">
      <p>
        {[
          tn('money.file_new', outcome.new),
          outcome.same > 0 && tn('money.file_same', outcome.same),
          outcome.others > 0 && tn('money.file_others', outcome.others),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {outcome.awards.length > 0 && (
        <ul>
          {outcome.awards.map((one) => (
            <li key={one.id}>
              <b>{one.award_number ?? one.title}</b> {tn('money.file_lines', one.new)}: {sums(one)}
            </li>
          ))}
        </ul>
      )}
      {different.count > 0 && (
        <>
          <p className="notice notice-amber">{tn('money.file_different', different.count)}</p>
          <FirstLines
            lines={different.rows.map(({ line, reference, amount_cents, entry_on, here }) => ({
              key: String(line),
              text: t('money.file_differs', {
                line: String(line),
                reference,
                file: `${format.cents(amount_cents)}, ${format.dateWithYear(entry_on)}`,
                here: here.map((one) => `${format.cents(one.amount_cents)}, ${format.dateWithYear(one.entry_on)}`).join('; '),
              }),
            }))}
            count={different.count}
          />
        </>
      )}
      {wrong.count > 0 && (
        <>
          <p className="field-error">{tn('money.file_wrong', wrong.count)}</p>
          <FirstLines
            lines={wrong.rows.map(({ line, why, value }) => ({
              key: `${line}-${why}`,
              text: `${t('import.line', { line })} ${isWhy(why) ? t(`money.wrong.${why}`, { value }) : value}`,
            }))}
            count={wrong.count}
          />
        </>
      )}
    </div>
  );
}
