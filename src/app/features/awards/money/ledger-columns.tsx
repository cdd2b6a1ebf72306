import { budgetCategories, entryKinds, moneyShares } from '../../../../domain/awards/budget-categories.ts';
import {
  type LedgerAnswer,
  type LedgerField,
  type LedgerMapping,
  ledgerFields,
  missingFields,
  type WordField,
} from '../../../../domain/awards/ledger-file.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';

type LedgerColumnsProps = { answer: LedgerAnswer; isOfOneAward: boolean; onChange: (mapping: LedgerMapping) => void };

/** How a file is read: which column is what, what its own words mean, and what holds where it says nothing. */
export function LedgerColumns({ answer, isOfOneAward, onChange }: LedgerColumnsProps) {
  const { t, tn } = useWords();
  const { mapping, columns, samples, unknown, remembered } = answer;
  const choices = useWordChoices();
  const missing = missingFields(mapping, isOfOneAward);
  const setColumn = (field: LedgerField, column: string | null) => {
    const { [field]: _before, ...others } = mapping.columns;
    onChange({ ...mapping, columns: column ? { ...others, [field]: column } : others });
  };
  const sampleOf = (column: string) => samples.map((sample) => sample[column]).find(Boolean);
  const fields = ledgerFields.filter((field) => !isOfOneAward || !['award', 'project'].includes(field));
  return (
    <>
      {remembered && <p className="secondary">{t('money.file_remembered')}</p>}
      {missing.length > 0 && (
        <p className="notice notice-amber">
          {t('money.file_missing', { columns: missing.map((field) => t(`money.file_column.${field}`)).join(', ') })}
        </p>
      )}
      <details open={missing.length > 0 || !remembered}>
        <summary>{t('money.file_columns')}</summary>
        <div className="money-columns">
          {fields.map((field) => {
            const column = mapping.columns[field] ?? null;
            return (
              <ChoiceField
                key={field}
                label={t(`money.file_column.${field}`)}
                value={column}
                emptyLabel={t('money.no_column')}
                options={columns.map((name) => ({ value: name, label: name }))}
                hint={column ? (sampleOf(column) ?? '') : undefined}
                onChange={(next) => setColumn(field, next)}
              />
            );
          })}
        </div>
        <div className="money-columns">
          {(['kind', 'category', 'share'] as const)
            .filter((field) => !mapping.columns[field])
            .map((field) => (
              <ChoiceField
                key={field}
                label={t(`money.file_default.${field}`)}
                value={mapping.defaults[field]}
                {...(field === 'category' ? { emptyLabel: t('money.no_default') } : {})}
                options={choices[field]}
                onChange={(value) =>
                  onChange({ ...mapping, defaults: { ...mapping.defaults, [field]: value } as LedgerMapping['defaults'] })
                }
              />
            ))}
        </div>
        <label className="check">
          <input
            type="checkbox"
            checked={mapping.flips_receipts}
            onChange={({ target }) => onChange({ ...mapping, flips_receipts: target.checked })}
          />
          {t('money.file_flips')}
        </label>
      </details>
      {unknown.length > 0 && (
        <fieldset className="money-words">
          <legend className="field-label">{t('money.file_words')}</legend>
          <div className="money-columns">
            {unknown.slice(0, 60).map(({ field, value, count }) => (
              <ChoiceField
                key={`${field}:${value}`}
                label={`${t(`money.file_column.${field}`)} “${value}”`}
                value={null}
                placeholder={t('money.file_means')}
                hint={tn('money.file_lines', count)}
                options={choices[field]}
                onChange={(meant) =>
                  meant && onChange({ ...mapping, words: { ...mapping.words, [field]: { ...mapping.words[field], [value]: meant } } })
                }
              />
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

function useWordChoices(): Record<WordField, { value: string; label: string }[]> {
  const { t } = useWords();
  return {
    kind: entryKinds.map((value) => ({ value, label: t(`money.kind.${value}`) })),
    category: budgetCategories.map((value) => ({ value, label: t(`money.category.${value}`) })),
    share: moneyShares.map((value) => ({ value, label: t(`money.share.${value}`) })),
  };
}
