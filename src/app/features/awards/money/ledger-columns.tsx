import { budgetCategories, entryKinds, moneyShares } from '../../../../domain/awards/budget-categories.ts';
import {
  type LedgerAnswer,
  type LedgerMapping,
  ledgerFields,
  missingFields,
  type WordField,
} from '../../../../domain/awards/ledger-file.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { ColumnFields } from '../../../shared/imports/column-fields.tsx';

type LedgerColumnsProps = { answer: LedgerAnswer; isOfOneAward: boolean; onChange: (mapping: LedgerMapping) => void };

/** How a file is read: which column is what, what its own words mean, and what holds where it says nothing. */
export function LedgerColumns({ answer, isOfOneAward, onChange }: LedgerColumnsProps) {
  const { t, tn } = useWords();
  const { mapping, unknown, remembered } = answer;
  const choices = useWordChoices();
  const fields = ledgerFields.filter((field) => !isOfOneAward || !['award', 'project'].includes(field));
  return (
    <>
      <ColumnFields
        fields={fields}
        label={(field) => t(`money.file_column.${field}`)}
        mapping={mapping.columns}
        file={answer}
        missing={missingFields(mapping, isOfOneAward)}
        isOpen={!remembered}
        onChange={(columns) => onChange({ ...mapping, columns })}
      >
        <div className="import-columns">
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
      </ColumnFields>
      {unknown.length > 0 && (
        <fieldset className="import-words">
          <legend className="field-label">{t('money.file_words')}</legend>
          <div className="import-columns">
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
