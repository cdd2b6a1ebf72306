import { Link } from 'react-router';
import type { FoundAnswer, FoundChange } from '../../../../domain/opportunities/found-file.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useListings } from '../../../shared/grants/use-grant-references.ts';
import { FirstLines } from '../../../shared/imports/first-lines.tsx';

type FoundOutcomeProps = {
  outcome: NonNullable<FoundAnswer['outcome']>;
  /** The new ones that are not taken. */
  left: ReadonlySet<number>;
  updates: boolean;
  onLeave: (left: ReadonlySet<number>) => void;
};
const whys = ['title', 'number', 'amount', 'days', 'day'] as const;

/** What taking a search in would do: what is new, each to be left out; what is corrected here; what is wrong, line by line. */
export function FoundOutcome({ outcome, left, updates, onLeave }: FoundOutcomeProps) {
  const { t, tn, format } = useWords();
  const change = useChangeWords();
  const toggle = (line: number, isTaken: boolean) => {
    const next = new Set(left);
    if (isTaken) next.delete(line);
    else next.add(line);
    onLeave(next);
  };
  const whyOf = (why: string) => t(`found.wrong.${whys.find((one) => one === why) ?? 'title'}`);
  return (
    <div aria-live="polite" className="import-outcome">
      <p>
        {[
          tn('found.new', outcome.new.length),
          outcome.same > 0 && tn('found.same', outcome.same),
          outcome.over > 0 && tn('found.over', outcome.over),
          outcome.closed > 0 && tn('found.closed', outcome.closed),
          outcome.others > 0 && tn('found.others', outcome.others),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {outcome.new.length > 0 && (
        <fieldset className="found-lines">
          <legend className="field-label">{t('found.which')}</legend>
          <p className="found-all">
            <button type="button" className="link" onClick={() => onLeave(new Set())}>
              {t('found.all')}
            </button>
            <button type="button" className="link" onClick={() => onLeave(new Set(outcome.new.map(({ line }) => line)))}>
              {t('found.none')}
            </button>
          </p>
          {outcome.new.map((one) => (
            <label key={one.line} className="check found-line">
              <input type="checkbox" checked={!left.has(one.line)} onChange={({ target }) => toggle(one.line, target.checked)} />
              <span>
                <b>{one.title}</b>
                <span className="secondary">
                  {[
                    one.number,
                    one.agency,
                    one.closes_on && t('found.closes', { day: format.dateWithYear(one.closes_on) }),
                    one.ceiling_cents !== null && t('opportunity.up_to', { amount: format.money(one.ceiling_cents) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {updates && outcome.changed.length > 0 && (
        <>
          <h3>{tn('found.changed', outcome.changed.length)}</h3>
          <ul>
            {outcome.changed.map((one) => (
              <li key={one.line}>
                <Link to={`/opportunities/${one.id}`}>{one.number}</Link>: {one.changes.map(change).join('; ')}
              </li>
            ))}
          </ul>
        </>
      )}
      {outcome.wrong.length > 0 && (
        <>
          <p className="field-error">{tn('found.wrong', outcome.wrong.length)}</p>
          <FirstLines
            lines={outcome.wrong.map(({ line, why, value }) => ({
              key: `${line}-${why}`,
              text: `${t('import.line', { line })} ${whyOf(why)} ${value}`,
            }))}
          />
        </>
      )}
    </div>
  );
}

const labels = {
  grants_gov_due_on: 'opportunity.grants_gov_due_on',
  posted_on: 'opportunity.posted_on',
  ceiling_cents: 'opportunity.ceiling',
  agency: 'opportunity.agency',
  url: 'opportunity.url',
  listing_id: 'award.listing',
} as const;

/** 'Closes at Grants.gov: Apr 1, 2026 becomes May 1, 2026'. */
function useChangeWords() {
  const { t, format } = useWords();
  const listings = useListings() ?? [];
  return ({ field, ours, theirs }: FoundChange): string => {
    const said = (value: string | number | null): string => {
      if (value === null) return t('value.none');
      if (typeof value === 'number') return format.money(value);
      if (field.endsWith('_on')) return format.dateWithYear(value);
      return field === 'listing_id' ? (listings.find(({ id }) => id === value)?.number ?? value) : value;
    };
    const label = t(labels[field as keyof typeof labels] ?? 'opportunity.title');
    return ours === null
      ? t('found.fills', { field: label, theirs: said(theirs) })
      : t('found.becomes', { field: label, ours: said(ours), theirs: said(theirs) });
  };
}
