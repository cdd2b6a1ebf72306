import type { LedgerAnswer } from '../../../../domain/awards/ledger-file.ts';
import { useWords } from '../../../providers/i18n.tsx';

const shown = 12;
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
    <div aria-live="polite" className="money-outcome">
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
          <ul>
            {different.rows.slice(0, shown).map(({ line, reference, amount_cents, entry_on, here }) => (
              <li key={line}>
                {t('money.file_differs', {
                  line: String(line),
                  reference,
                  file: `${format.cents(amount_cents)}, ${format.dateWithYear(entry_on)}`,
                  here: here.map((one) => `${format.cents(one.amount_cents)}, ${format.dateWithYear(one.entry_on)}`).join('; '),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {wrong.count > 0 && (
        <>
          <p className="field-error">{tn('money.file_wrong', wrong.count)}</p>
          <ul>
            {wrong.rows.slice(0, shown).map(({ line, why, value }) => (
              <li key={`${line}-${why}`}>
                {t('money.file_line', { line: String(line) })} {isWhy(why) ? t(`money.wrong.${why}`, { value }) : value}
              </li>
            ))}
          </ul>
          {wrong.count > shown && <p>{tn('money.file_more', wrong.count - shown)}</p>}
        </>
      )}
    </div>
  );
}
