import type { SpendingDifference } from '../../../../domain/awards/usaspending.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { withOr } from './awards.tsx';

const labels: Record<string, MessageKey> = {
  federal_cents: 'award.form.federal',
  starts_on: 'award.form.starts_on',
  ends_on: 'award.form.ends_on',
  federal_award_on: 'award.federal_award_on',
  listing_id: 'award.listing',
  recipient_uei: 'award.form.uei',
  total_cents: 'usaspending.total',
  subaward_number: 'usaspending.number',
  recipient_name: 'usaspending.recipient',
  description: 'usaspending.description',
};

type DifferencesProps = {
  of: { key: string; differences: SpendingDifference[] };
  /** 'key|field' of all that is chosen. */
  chosen: string[];
  isOffered: (field: string) => boolean;
  onChoose: (chosen: string[]) => void;
};

/** What differs, field by field: ours and theirs, and whether theirs is taken. */
export function Differences({ of, chosen, isOffered, onChoose }: DifferencesProps) {
  const { t, format } = useWords();
  const said = (field: string, value: string | number) =>
    typeof value === 'number' ? format.cents(value) : field.endsWith('_on') ? format.dateWithYear(value) : value;
  return (
    <ul className="found-differences">
      {of.differences.map(({ field, ours, theirs }) => {
        const key = `${of.key}|${field}`;
        const words = t(ours === null ? 'usaspending.fills' : 'usaspending.differs', {
          field: t(labels[field] ?? 'usaspending.description'),
          ours: ours === null ? '' : said(field, ours),
          theirs: said(field, theirs),
        });
        return (
          <li key={field}>
            {isOffered(field) ? (
              <label className="check">
                <input
                  type="checkbox"
                  checked={chosen.includes(key)}
                  onChange={({ target }) => onChoose(withOr(chosen, key, target.checked))}
                />
                <span>{words}</span>
              </label>
            ) : (
              words
            )}
          </li>
        );
      })}
    </ul>
  );
}
