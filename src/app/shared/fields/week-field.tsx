import '../../styles/organizations.css';
import { Input, Select } from 'antd';
import { readTime } from '../../../domain/events/time-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useWeekdayNames } from '../hooks/use-weekday-names.ts';
import { Lines } from './lines.tsx';

/** A span of a weekday (1 is Monday), its times as typed. */
export type WeekLine = { key: string; weekday: number; opens_at: string; closes_at: string };
/** A span of a weekday as the database keeps it. */
export type WeekSpan = { weekday: number; opens_at: string; closes_at: string };

let last = 0;
const emptyLine = (weekday: number): WeekLine => ({ key: `week-${++last}`, weekday, opens_at: '08:00', closes_at: '17:00' });

/** The spans that were typed, and the keys of those that mean none. */
export function readWeek(rows: WeekLine[]): { spans: (WeekSpan | null)[]; wrong: string[] } {
  const spans = rows.map(({ weekday, ...row }) => {
    const opens_at = readTime(row.opens_at);
    const closes_at = readTime(row.closes_at, opens_at);
    return opens_at && closes_at && closes_at > opens_at ? { weekday, opens_at, closes_at } : null;
  });
  return { spans, wrong: rows.filter((_, at) => spans[at] === null).map(({ key }) => key) };
}

type WeekFieldProps = {
  rows: WeekLine[];
  onChange: (rows: WeekLine[]) => void;
  errors: Readonly<Record<string, string>>;
  hint: string;
  error?: string | undefined;
};

/** When it is open, by weekday; a day may have several spans. */
export function WeekField({ rows, onChange, errors, hint, error }: WeekFieldProps) {
  const { t } = useWords();
  const names = useWeekdayNames();
  return (
    <Lines
      legend={t('organization.hours')}
      hint={hint}
      rows={rows}
      onChange={onChange}
      empty={() => emptyLine(Math.min((rows.at(-1)?.weekday ?? 0) + 1, 7))}
      add={t('organization.add_hours')}
      className="line-hours"
      errors={errors}
      error={error}
    >
      {(row, patch, number) => (
        <>
          <Select
            aria-label={t('organization.weekday_of', { number })}
            value={row.weekday}
            options={Object.entries(names).map(([weekday, name]) => ({ value: Number(weekday), label: name }))}
            onChange={(weekday: number) => patch({ weekday })}
          />
          {(['opens_at', 'closes_at'] as const).map((field) => (
            <Input
              key={field}
              aria-label={t(`organization.${field}_of`, { number })}
              maxLength={10}
              value={row[field]}
              onChange={(event) => patch({ [field]: event.target.value })}
            />
          ))}
        </>
      )}
    </Lines>
  );
}
