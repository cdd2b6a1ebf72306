import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { type Cut, cuts, type Measure, type Period, readWhole, spread } from '../../../../domain/awards/performance.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';

export type TargetRow = Period & { text: string };
export type Targets = { cut: Cut | 'own'; rows: TargetRow[] };

const isSame = (one: Period, other: Period) => one.period_start === other.period_start && one.period_end === other.period_end;

/** The periods cut in a way, with what is known of each; what fits none of them stays beside them. */
function rowsOf(periods: Period[], known: TargetRow[]): TargetRow[] {
  return periods.map((period) => ({
    period_start: period.period_start,
    period_end: period.period_end,
    text: known.find((row) => isSame(row, period))?.text ?? '',
  }));
}

/** What a form begins with: the targets there are, among the periods that they were cut by. */
export function firstTargets(measure: Measure | null, periods: Record<Cut, Period[]>): Targets {
  const known = (measure?.periods ?? []).map(({ period_start, period_end, target }) => ({
    period_start,
    period_end,
    text: String(target),
  }));
  const fitting = cuts.find((cut) => periods[cut].length > 0 && known.every((row) => periods[cut].some((period) => isSame(row, period))));
  return fitting ? { cut: fitting, rows: rowsOf(periods[fitting], known) } : { cut: 'own', rows: known };
}

type TargetsFieldProps = {
  targets: Targets;
  periods: Record<Cut, Period[]>;
  isTried: boolean;
  error: string | undefined;
  onChange: (targets: Targets) => void;
};

/** How many by when: the periods are cut in one of some ways, each has its number; a whole can be shared out among them. */
export function TargetsField({ targets: { cut, rows }, periods, isTried, error, onChange }: TargetsFieldProps) {
  const { t, format } = useWords();
  const id = useId();
  const [whole, setWhole] = useState('');
  const total = rows.reduce((sum, { text }) => sum + (readWhole(text) ?? 0), 0);
  const toShare = readWhole(whole);
  const ways = [
    ...cuts.filter((one) => periods[one].length > 0).map((value) => ({ value, label: t(`measure.cut.${value}`) })),
    ...(cut === 'own' ? [{ value: 'own', label: t('measure.cut.own') }] : []),
  ];
  return (
    <fieldset className="measure-targets" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{t('measure.targets')}</legend>
      <div className="measure-ways">
        <ChoiceField
          label={t('measure.cut')}
          value={cut}
          options={ways}
          onChange={(next) => {
            if (next && next !== 'own') onChange({ cut: next as Cut, rows: rowsOf(periods[next as Cut], rows) });
          }}
        />
        {rows.length > 1 && (
          <div className="measure-share">
            <TextField label={t('measure.whole')} inputMode="numeric" maxLength={13} value={whole} onChange={setWhole} />
            <Button
              disabled={typeof toShare !== 'number'}
              onClick={() => {
                if (typeof toShare !== 'number') return;
                const shares = spread(toShare, rows.length);
                onChange({ cut, rows: rows.map((row, index) => ({ ...row, text: String(shares[index] ?? 0) })) });
              }}
            >
              {t('measure.share_out')}
            </Button>
          </div>
        )}
      </div>
      <ul className="measure-target-rows">
        {rows.map((row, index) => {
          const isWrong = isTried && readWhole(row.text) === undefined;
          const label = `${id}-${index}`;
          return (
            <li key={`${row.period_start} ${row.period_end}`}>
              <label htmlFor={label}>{format.dateRange(row.period_start, row.period_end)}</label>
              <Input
                id={label}
                inputMode="numeric"
                autoComplete="off"
                maxLength={13}
                value={row.text}
                aria-invalid={isWrong}
                aria-describedby={isWrong ? `${label}-error` : undefined}
                onChange={({ target }) =>
                  onChange({ cut, rows: rows.map((one, place) => (place === index ? { ...one, text: target.value } : one)) })
                }
              />
              {isWrong && (
                <p id={`${label}-error`} className="field-error">
                  {t('measure.whole_number')}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <p className="secondary">{total > 0 ? t('measure.target_total', { total: format.number(total) }) : t('measure.targets_hint')}</p>
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
