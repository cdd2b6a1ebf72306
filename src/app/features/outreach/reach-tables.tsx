import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { languageShares, perThousand, type Reach, type ReachDistrict } from '../../../domain/events/reach.ts';
import { useWords } from '../../providers/i18n.tsx';
import { ScrollRegion } from '../../shared/components/scroll-region.tsx';

type Column<Row> = { key: string; label: string; cell: (row: Row) => ReactNode };

/** What the chart draws, and what lies behind it; each number opens what it counts where that is a list. */
export function DistrictTable({ reach }: { reach: Reach }) {
  const { t, format } = useWords();
  const blank = t('reach.unknown');
  const rate = (count: number, { population }: ReachDistrict) =>
    population ? format.decimal(perThousand(count, population.people)) : blank;
  const opened = `opened=${reach.from}..${reach.to}`;
  const columns: Column<ReachDistrict>[] = [
    { key: 'people', label: t('reach.residents'), cell: ({ population }) => (population ? format.number(population.people) : blank) },
    {
      key: 'events',
      label: t('reach.events'),
      cell: ({ events, code }) => <Link to={`/events/list?tab=past&district=${code}`}>{format.number(events)}</Link>,
    },
    { key: 'attendance', label: t('reach.attendance'), cell: ({ attendance }) => format.number(attendance) },
    { key: 'attendance_rate', label: t('reach.per_thousand'), cell: (row) => rate(row.attendance, row) },
    { key: 'registrations', label: t('reach.registrations'), cell: ({ registrations }) => format.number(registrations) },
    { key: 'registrations_rate', label: t('reach.per_thousand'), cell: (row) => rate(row.registrations, row) },
    {
      key: 'inquiries',
      label: t('reach.inquiries'),
      cell: ({ inquiries, code }) => <Link to={`/inquiries?district=${code}&${opened}`}>{format.number(inquiries)}</Link>,
    },
    { key: 'inquiries_rate', label: t('reach.per_thousand'), cell: (row) => rate(row.inquiries, row) },
  ];
  const sources = [
    ...new Set(
      reach.districts.flatMap(({ population }) => (population ? [`${population.source}, ${format.dateWithYear(population.as_of)}`] : [])),
    ),
  ];
  const { elsewhere } = reach;
  return (
    <ScrollRegion label={t('reach.by_district')}>
      <Table
        caption={t('reach.by_district')}
        first={t('field.district_id')}
        rows={reach.districts}
        columns={columns}
        keyOf={(row) => row.code}
        nameOf={(row) => row.name}
      />
      <p className="secondary">
        {[
          sources.length > 0 && t('reach.source', { source: sources.join('; ') }),
          elsewhere.events + elsewhere.inquiries > 0 &&
            t('reach.elsewhere', {
              events: format.number(elsewhere.events),
              people: format.number(elsewhere.attendance),
              inquiries: format.number(elsewhere.inquiries),
            }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </ScrollRegion>
  );
}

/** Languages: their share of those who live here beside their share of those who came. Small counts are not told. */
export function LanguageTable({ reach }: { reach: Reach }) {
  const { t, format } = useWords();
  const rows = languageShares(reach).filter(
    ({ language }) => language.people !== null || language.attendance !== 0 || language.inquiries !== 0,
  );
  const told = (count: number | null) => (count === null ? t('reach.small') : format.number(count));
  const share = (part: number | null) => (part === null ? t('reach.unknown') : t('reach.percent', { value: format.decimal(part * 100) }));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    {
      key: 'people',
      label: t('reach.speakers'),
      cell: ({ language }) => (language.people === null ? t('reach.unknown') : format.number(language.people)),
    },
    { key: 'of_people', label: t('reach.share_people'), cell: ({ ofPeople }) => share(ofPeople) },
    { key: 'attendance', label: t('reach.attendance'), cell: ({ language }) => told(language.attendance) },
    { key: 'of_attendance', label: t('reach.share_attendance'), cell: ({ ofAttendance }) => share(ofAttendance) },
    { key: 'registrations', label: t('reach.registrations'), cell: ({ language }) => told(language.registrations) },
    {
      key: 'inquiries',
      label: t('reach.inquiries'),
      cell: ({ language }) =>
        language.inquiries ? (
          <Link to={`/inquiries?language=${language.code}&opened=${reach.from}..${reach.to}`}>{told(language.inquiries)}</Link>
        ) : (
          told(language.inquiries)
        ),
    },
  ];
  return (
    <ScrollRegion label={t('reach.by_language')}>
      <Table
        caption={t('reach.by_language')}
        first={t('field.language')}
        rows={rows}
        columns={columns}
        keyOf={(row) => row.language.code}
        nameOf={(row) => row.language.name}
      />
      <p className="secondary">{t('reach.small_note')}</p>
    </ScrollRegion>
  );
}

type TableProps<Row> = {
  caption: string;
  first: string;
  rows: Row[];
  columns: Column<Row>[];
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
};

function Table<Row>({ caption, first, rows, columns, keyOf, nameOf }: TableProps<Row>) {
  return (
    <table className="reach-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {columns.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{nameOf(row)}</th>
            {columns.map(({ key, cell }) => (
              <td key={key}>{cell(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
