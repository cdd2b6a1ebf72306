import { Link } from 'react-router';
import type { CompiledReport, SectionAnswers } from '../../../domain/reports/content.ts';
import { useWords } from '../../providers/i18n.tsx';
import { type AnswerFigure, linkAnswers, linkTo } from './number-links.ts';
import { SectionAwardTables } from './section-awards.tsx';
import { SectionCampaignTables } from './section-campaigns.tsx';
import { SectionEventTables } from './section-events.tsx';
import { SectionPartnerTables } from './section-partners.tsx';

/** What is recorded under each section of the ordinance, with the way to its rows. */
export function ReportSections({ report }: { report: CompiledReport }) {
  const { tn, format } = useWords();
  return (
    <section>
      <h2>{report.sections_title}</h2>
      {report.sections.map((section) => {
        const group = { filter: 'section' as const, value: String(section.section) };
        const figures = section.activity?.figures;
        return (
          <div className="report-section" key={section.section}>
            <h3>{section.heading}</h3>
            <p className="secondary">{section.duty}</p>
            {section.activity?.statements.map((statement) => (
              <p key={statement}>{statement}</p>
            ))}
            {section.no_activity && (
              <p>
                {section.no_activity.text} {section.no_activity.reason}
              </p>
            )}
            {section.partners && <SectionPartnerTables report={report} section={section.section} partners={section.partners} />}
            {section.awards && <SectionAwardTables awards={section.awards} />}
            {section.events && <SectionEventTables report={report} section={section.section} events={section.events} />}
            {section.campaigns && <SectionCampaignTables report={report} campaigns={section.campaigns} />}
            {section.answers && <AnswerLinks report={report} section={section.section} answers={section.answers} />}
            {figures && (
              <p className="report-links">
                <Link to={linkTo('opened', report.period, group)}>{tn('reports.opened', figures.opened)}</Link>
                <Link to={linkTo('closed', report.period, group)}>{tn('reports.closed', figures.closed)}</Link>
                <Link to={linkTo('open_at_end', report.period, group)}>
                  {tn('reports.open_at_end', figures.open_at_end, { date: format.dateWithYear(report.period.to) })}
                </Link>
              </p>
            )}
          </div>
        );
      })}
    </section>
  );
}

/** The ways to the inquiries that were asked about, answered, and disputed. */
function AnswerLinks({ report, section, answers }: { report: CompiledReport; section: number; answers: SectionAnswers }) {
  const { tn } = useWords();
  const { asked, answered, disputed, reopened = 0 } = answers;
  const link = (which: AnswerFigure) => linkAnswers(which, report.period, section);
  return (
    <p className="report-links">
      {asked > 0 && <Link to={link('asked')}>{tn('reports.asked', asked)}</Link>}
      {answered > 0 && <Link to={link('answered')}>{tn('reports.answered', answered)}</Link>}
      {reopened > 0 && <Link to={link('reopened')}>{tn('reports.reopened', reopened)}</Link>}
      {disputed !== null && disputed > 0 && <Link to={link('disputed')}>{tn('reports.disputed', disputed)}</Link>}
    </p>
  );
}
