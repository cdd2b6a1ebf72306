import { useList } from '@refinedev/core';
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Band, type Tenure, tenures } from '../../../domain/screener/screener.ts';
import { monthOf } from '../../../domain/screener/sentences.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import type { ScreenerState } from './use-screener.ts';

type Need = { id: string; code: string; name: string; translations: Record<string, { name?: string } | undefined> };

/** The questions, in the order in which one asks them. Each may be left out. */
export function Questions({ screener }: { screener: ScreenerState }) {
  const { t } = useWords();
  const { answers, change } = screener;
  const options = useOptions({ ...(answers.language ? { language: answers.language } : {}), district_id: answers.district_id ?? null });
  return (
    <form className="screener-questions" aria-label={t('screener.questions')} onSubmit={(event) => event.preventDefault()}>
      <Needs screener={screener} />
      <NumberQuestion
        label={t('screener.household')}
        value={answers.household_size}
        // A band is of a household's size: another size has others.
        onChange={(household_size) => change({ household_size, income_from_cents: undefined, income_to_cents: undefined })}
        most={30}
        least={1}
      />
      <Income screener={screener} />
      <Choice
        legend={t('screener.tenure')}
        value={answers.tenure}
        options={tenures.map((one) => [one, t(`screener.tenure.${one}`)])}
        onChange={(tenure) => change({ tenure: tenure as Tenure | undefined })}
      />
      <NumberQuestion label={t('screener.age')} value={answers.age} onChange={(age) => change({ age })} most={130} least={0} />
      <YesNo legend={t('screener.veteran')} value={answers.is_veteran} onChange={(is_veteran) => change({ is_veteran })} />
      <YesNo legend={t('screener.disabled')} value={answers.is_disabled} onChange={(is_disabled) => change({ is_disabled })} />
      <ChoiceField
        label={t('field.district_id')}
        emptyLabel={t('screener.not_asked')}
        value={answers.district_id ?? null}
        options={options.districts}
        onChange={(district_id) => change({ district_id: district_id ?? undefined })}
      />
      <ChoiceField
        label={t('field.language')}
        emptyLabel={t('screener.not_asked')}
        value={answers.language ?? null}
        options={options.languages}
        onChange={(language) => change({ language: language ?? undefined })}
      />
    </form>
  );
}

function Needs({ screener }: { screener: ScreenerState }) {
  const { t, locale } = useWords();
  const { query } = useList<Need>({
    resource: 'needs',
    filters: [{ field: 'is_active', operator: 'eq', value: true }],
    sorters: [
      { field: 'sort_order', order: 'asc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 10 * 60_000 },
  });
  const chosen = screener.answers.needs ?? [];
  const toggle = (code: string) =>
    screener.change({ needs: chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code] });
  return (
    <fieldset className="screener-needs">
      <legend className="field-label">{t('screener.needs')}</legend>
      {(query.data?.data ?? []).map(({ code, name, translations }) => (
        <label key={code} className="check">
          <input type="checkbox" checked={chosen.includes(code)} onChange={() => toggle(code)} />
          {translations[locale]?.name ?? name}
        </label>
      ))}
    </fieldset>
  );
}

/** The income as one of the spans between the limits of these programs: no more is asked than is needed. */
function Income({ screener }: { screener: ScreenerState }) {
  const { t } = useWords();
  const say = useBandWords();
  const { answers, bands, change } = screener;
  if (answers.household_size === undefined) return <p className="secondary">{t('screener.income_first')}</p>;
  if (!bands) return null;
  if (bands.length === 0) return <p className="secondary">{t('screener.income_none')}</p>;
  const present = bands.findIndex(({ from_cents }) => from_cents === answers.income_from_cents);
  return (
    <Choice
      legend={t('screener.income')}
      value={present < 0 ? undefined : String(present)}
      options={bands.map((band, index) => [String(index), say(band)])}
      onChange={(index) => {
        const band = index === undefined ? undefined : bands[Number(index)];
        change({ income_from_cents: band?.from_cents, income_to_cents: band?.to_cents ?? undefined });
      }}
    />
  );
}

/** "$2,280 to $3,420 a month". */
export function useBandWords() {
  const { t, format } = useWords();
  return ({ from_cents, to_cents }: Band): string => {
    const [from, to] = [format.money(monthOf(from_cents)), to_cents === null ? '' : format.money(monthOf(to_cents))];
    if (to_cents === null) return t('screener.income_over', { from });
    return from_cents === 0 ? t('screener.income_up_to', { to }) : t('screener.income_between', { from, to });
  };
}

type NumberQuestionProps = {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  least: number;
  most: number;
};

function NumberQuestion({ label, value, onChange, least, most }: NumberQuestionProps) {
  const { t } = useWords();
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const [last, setLast] = useState(value);
  // The screener was begun again: the field is empty as well.
  if (value !== last) {
    setLast(value);
    if (value === undefined && readWhole(text, least, most) !== undefined) setText('');
  }
  const isWrong = text.trim() !== '' && readWhole(text, least, most) === undefined;
  return (
    <Field label={label} error={isWrong ? t('screener.number_wrong', { least, most }) : undefined}>
      {(control) => (
        <Input
          {...control}
          className="screener-number"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            const read = readWhole(target.value, least, most);
            setLast(read);
            onChange(read);
          }}
        />
      )}
    </Field>
  );
}

function readWhole(text: string, least: number, most: number): number | undefined {
  const typed = text.trim();
  if (!/^\d{1,3}$/.test(typed)) return undefined;
  return Number(typed) >= least && Number(typed) <= most ? Number(typed) : undefined;
}

type YesNoProps = { legend: string; value: boolean | undefined; onChange: (value: boolean | undefined) => void };

function YesNo({ legend, value, onChange }: YesNoProps) {
  const { t } = useWords();
  return (
    <Choice
      legend={legend}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      options={[
        ['yes', t('screener.yes')],
        ['no', t('screener.no')],
      ]}
      onChange={(one) => onChange(one === undefined ? undefined : one === 'yes')}
    />
  );
}

type ChoiceProps = {
  legend: string;
  value: string | undefined;
  options: [string, ReactNode][];
  onChange: (value: string | undefined) => void;
};

/** One of a few, or not asked. */
function Choice({ legend, value, options, onChange }: ChoiceProps) {
  const { t } = useWords();
  return (
    <fieldset className="screener-choice">
      <legend className="field-label">{legend}</legend>
      {[...options, ['', t('screener.not_asked')] as [string, ReactNode]].map(([key, label]) => (
        <label key={key} className="check">
          <input type="radio" checked={(value ?? '') === key} onChange={() => onChange(key || undefined)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
