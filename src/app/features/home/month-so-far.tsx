import { useCustom } from '@refinedev/core';
import { Link } from 'react-router';
import type { HomeFacts } from '../../../domain/home/tell.ts';
import { emptyInquiryQuery, type InquiryQuery, writeInquiryQuery } from '../../../domain/inquiries/query.ts';
import type { ReportFacts } from '../../../domain/reports/facts.ts';
import { lastDayOfMonth, monthOf } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';

/** This month in numbers, from the same facts that the report is compiled from; and who came to what the office held. */
export function MonthSoFar({ outreach }: { outreach: HomeFacts['events'] | null }) {
  const { t, tn, format } = useWords();
  const today = useToday();
  const month = monthOf(today);
  const { query } = useCustom<ReportFacts>({
    url: 'report_facts',
    method: 'post',
    config: { payload: { p_month: month } },
    errorNotification: false,
    queryOptions: { queryKey: ['report_facts', month], staleTime: 60_000 },
  });
  const facts = query.data?.data;
  const range = { from: month, to: lastDayOfMonth(month) };
  const to = (patch: Partial<InquiryQuery>) => `/inquiries?${writeInquiryQuery({ ...emptyInquiryQuery, ...patch })}`;
  const tally = facts?.periods.month;
  const before = facts?.periods.previous_month;
  const days = tally?.days_to_close;
  const blank = '–';
  const figures = [
    {
      key: 'opened',
      to: to({ opened: range }),
      value: tally ? format.number(tally.opened) : blank,
      label: t('home.opened'),
      note: before && tn('home.before', before.opened, { month: format.monthName(before.from) }),
    },
    {
      key: 'closed',
      to: to({ closed: range }),
      value: tally ? format.number(tally.closed) : blank,
      label: t('home.closed'),
      note: before && tn('home.before', before.closed, { month: format.monthName(before.from) }),
    },
    {
      key: 'open',
      to: to({ isOpen: true, sort: 'due_on', descending: false }),
      value: tally ? format.number(tally.open_at_end) : blank,
      label: t('home.open'),
      note: t('home.open_note'),
    },
    {
      key: 'median',
      to: to({ closed: range }),
      value: days?.median === null || days === undefined ? blank : tn('home.days', days.median, { count: format.decimal(days.median) }),
      label: t('home.median'),
      note: days && days.p90 !== null ? t('home.p90', { days: format.decimal(days.p90) }) : undefined,
    },
    {
      key: 'people',
      to: '/events/list?tab=past',
      value: outreach ? format.number(outreach.month.people) : blank,
      label: outreach ? tn('home.people', outreach.month.held) : t('home.people_label'),
      note: outreach && before && tn('home.before', outreach.before.people, { month: format.monthName(before.from) }),
    },
  ];
  return (
    <section className="month">
      <h2 className="home-heading">{t('home.month', { month: format.monthName(month) })}</h2>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="figures" aria-busy={!facts}>
        {figures.map((figure) => (
          <li key={figure.key}>
            <Link to={figure.to} className="figure-value">
              {figure.value}
            </Link>
            <span>{figure.label}</span>
            <span className="secondary">{figure.note ?? ' '}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
