import { Link } from 'react-router';
import type { Owed } from '../../../../domain/awards/portfolio.ts';
import { addDays, daysBetween } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReportWords } from '../schedule/use-report-words.ts';

/** What is late, what comes in thirty days, what comes within a year: a line each, with who files it and what follows. */
export function Owes({ owes, today }: { owes: Owed[]; today: string }) {
  const { t } = useWords();
  const soon = addDays(today, 30);
  const groups = (
    [
      ['late', owes.filter(({ due_on }) => due_on < today)],
      ['soon', owes.filter(({ due_on }) => due_on >= today && due_on <= soon)],
      ['later', owes.filter(({ due_on }) => due_on > soon)],
    ] as const
  ).filter(([, lines]) => lines.length > 0);
  return (
    <section aria-labelledby="department-owes">
      <h2 id="department-owes" className="list-heading">
        {t('department.owes')}
      </h2>
      {groups.length === 0 && <p className="secondary">{t('department.owes_none')}</p>}
      {groups.map(([name, lines]) => (
        <section key={name} aria-label={t(`department.${name}`)} className="owed-group">
          <h3>{t(`department.${name}`)}</h3>
          <ul className="rows">
            {lines.map((line) => (
              <OwedLine key={line.id} line={line} today={today} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function OwedLine({ line, today }: { line: Owed; today: string }) {
  const { t, tn, format } = useWords();
  const report = useReportWords();
  const day = (date: string) => format.dateWithYear(date);
  const name =
    line.what === 'condition'
      ? t('department.condition', { text: line.title })
      : report.name({ kind: line.kind ?? 'other', is_final: line.is_final ?? false, title: line.title });
  const period = report.period({ period_start: line.period_start, period_end: line.period_end });
  const facts = [
    line.owner_name ? t('department.owner', { name: line.owner_name }) : t('department.owner_nobody'),
    line.withheld_cents ? t('department.withholds', { amount: format.money(line.withheld_cents) }) : null,
    line.consequence && line.consequence_on ? t(`schedule.consequence.${line.consequence}`, { day: day(line.consequence_on) }) : null,
  ];
  const left = daysBetween(today, line.due_on);
  return (
    <li className="row owed-row">
      <p className="owed-day">
        <b className={line.state === 'late' ? 'late' : undefined}>{day(line.due_on)}</b>
        <span className="secondary fact-more">
          {left < 0 ? tn('schedule.state.late', -left) : left === 0 ? t('schedule.state.today') : tn('schedule.state.in_days', left)}
        </span>
      </p>
      <div className="row-main">
        <p>
          <b>{name}</b>
          {period && <span className="secondary"> {period}</span>}
        </p>
        <p>
          <Link to={`/awards/${line.award_id}?tab=${line.what === 'report' ? 'schedule' : 'changes'}`}>{line.award_title}</Link>{' '}
          {line.award_number && <span className="secondary">{line.award_number}</span>}
        </p>
        <p className="secondary">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {line.file_by !== line.due_on && <p className="row-end secondary">{t('portfolio.file_by', { day: day(line.file_by) })}</p>}
    </li>
  );
}
