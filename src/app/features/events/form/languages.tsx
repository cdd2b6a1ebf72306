import { AutoComplete, Select } from 'antd';
import { bookings, languageModes } from '../../../../domain/events/event.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Lines } from '../../../shared/fields/lines.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';
import { ClashNote } from './clash-note.tsx';
import type { FormPartProps } from './part.ts';
import { emptyLanguage } from './values.ts';

const fold = (text: string) => text.trim().toLowerCase();

/** In which languages it is held, who interprets, and what makes it accessible. */
export function FormLanguages({ values, onChange, errors, clashes, suggestions }: FormPartProps) {
  const { t } = useWords();
  const options = useOptions();
  return (
    <div className="form-stack">
      <Lines
        legend={t('event.form.languages')}
        rows={values.languages}
        onChange={(rows) => onChange({ languages: rows })}
        empty={emptyLanguage}
        add={t('event.form.add_language')}
        className="line-language"
        errors={errors}
        error={errors.languages}
        note={(row) => (
          <ClashNote clashes={clashes.filter(({ kind, name }) => kind === 'interpreter' && fold(name) === fold(row.interpreter))} />
        )}
      >
        {(row, patch, number) => {
          const isInterpreted = row.mode === 'interpreted' || row.mode === 'signed';
          return (
            <>
              <Select
                aria-label={t('event.form.language', { number })}
                placeholder={t('event.form.choose_language')}
                optionFilterProp="label"
                showSearch
                value={row.language}
                options={options.languages}
                onChange={(language: string) => patch({ language })}
              />
              <Select
                aria-label={t('event.form.mode', { number })}
                value={row.mode}
                options={languageModes.map((value) => ({ value, label: t(`event.mode.${value}`) }))}
                onChange={(mode) => patch({ mode })}
              />
              {isInterpreted && (
                <>
                  <AutoComplete
                    aria-label={t('event.form.interpreter', { number })}
                    placeholder={t('event.form.interpreter_short')}
                    value={row.interpreter}
                    maxLength={200}
                    options={(suggestions.interpreters ?? []).map((value) => ({ value }))}
                    filterOption={(typed, option) => fold(option?.value ?? '').includes(fold(typed))}
                    onChange={(interpreter: string) => patch({ interpreter: interpreter ?? '' })}
                  />
                  <Select
                    aria-label={t('event.form.booking', { number })}
                    value={row.booking}
                    options={bookings.map((value) => ({ value, label: t(`event.booking.${value}`) }))}
                    onChange={(booking) => patch({ booking })}
                  />
                </>
              )}
            </>
          );
        }}
      </Lines>
      <TextField
        label={t('event.form.accessibility')}
        hint={t('event.form.accessibility_hint')}
        value={values.accessibility}
        onChange={(accessibility) => onChange({ accessibility })}
        maxLength={2000}
        rows={2}
        error={errors.accessibility}
      />
    </div>
  );
}
