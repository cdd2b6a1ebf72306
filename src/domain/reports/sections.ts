import { addMonths, dateOfInstant, formatDate, formatMonth } from '../shared/dates.ts';
import { compileAnswers } from './answers.ts';
import { compileAwards } from './awards.ts';
import { compileCampaigns } from './campaigns.ts';
import type { CompiledSection } from './content.ts';
import { compileEvents } from './events.ts';
import type { Directive, GroupTally, ReportFacts, Tally } from './facts.ts';
import { compilePartners } from './partners.ts';
import { fill, fillPlural, formatCount, formatDays, type ReportWording } from './wording.ts';

const establishment = 1;
const reporting = 10;

/**
 * One part for each of the ten sections, in their order. A section without activity says so, and why: silence could
 * be read as forgetting.
 */
export function compileSections(facts: ReportFacts, wording: ReportWording): CompiledSection[] {
  return [...facts.directives]
    .sort((left, right) => left.section - right.section)
    .map((directive) => compileSection(directive, facts, wording));
}

function compileSection(directive: Directive, facts: ReportFacts, wording: ReportWording): CompiledSection {
  const { section, title, duty } = directive;
  const group = facts.by_section.find((one) => one.key === String(section));
  const own = section === establishment ? staffing(facts, wording) : section === reporting ? previousReport(facts, wording) : null;
  const worked = group !== undefined && (group.opened > 0 || group.closed > 0);
  const held = compileEvents(section, facts, wording);
  // Where events are expected, a month without any says so, also beside inquiries.
  const written = compileCampaigns(section, facts, wording);
  const asked = compileAnswers(section, facts, wording);
  const granted = compileAwards(section, facts, wording);
  // Grants first where there are some; that there are none is said last. That nothing was made with partners is said of a quiet section.
  const shared = compilePartners(section, facts, wording);
  const parts = granted.awards
    ? [granted, { ...shared, reason: null }, held, written]
    : [{ ...shared, reason: null }, held, written, granted];
  const isActive = worked || asked !== null || parts.some(({ statements }) => statements.length > 0);
  const said = parts.flatMap(({ statements, reason }) => (isActive && reason !== null ? [...statements, reason] : statements));
  const statements = [
    ...(own?.statement ? [own.statement] : []),
    ...said,
    ...(worked ? inquiryStatements(group, facts, wording) : []),
    ...(asked?.statements ?? []),
  ];
  const heading = fill(wording.sections.heading, { section: String(section), title });
  if (statements.length > 0) {
    const figures = worked ? tallyOf(group) : null;
    const events = held.events ? { events: held.events } : {};
    const campaigns = written.campaigns ? { campaigns: written.campaigns } : {};
    const answers = asked ? { answers: asked.figures } : {};
    const awards = granted.awards ? { awards: granted.awards } : {};
    const partners = shared.partners ? { partners: shared.partners } : {};
    return {
      section,
      heading,
      title,
      duty,
      activity: { statements, figures },
      no_activity: null,
      ...awards,
      ...partners,
      ...events,
      ...campaigns,
      ...answers,
    };
  }
  const noInquiry = own?.reason ?? noInquiryReason(group?.open_at_end ?? 0, facts, wording);
  const reason = [noInquiry, held.reason, written.reason, granted.reason, shared.reason].filter((one) => one !== null).join(' ');
  return { section, heading, title, duty, activity: null, no_activity: { text: wording.sections.no_activity, reason } };
}

type OwnAccount = { statement: string | null; reason: string };

function staffing(facts: ReportFacts, wording: ReportWording): OwnAccount {
  const count = facts.staffing.active_staff;
  // Staff is counted when the snapshot is taken, so its day is said and not the month.
  const date = formatDate(dateOfInstant(facts.data_as_of, facts.office.time_zone), wording.language);
  const statement = count > 0 ? fillPlural(wording.sections.staff, count, wording.language, { date }) : null;
  return { statement, reason: fill(wording.sections.no_staff, { date }) };
}

function previousReport(facts: ReportFacts, wording: ReportWording): OwnAccount {
  const previous = facts.previous_report;
  const month = formatMonth(previous?.month ?? addMonths(facts.month, -1), wording.language);
  if (!previous) return { statement: null, reason: fill(wording.sections.no_previous_report, { month }) };
  const date = formatDate(dateOfInstant(previous.compiled_at, facts.office.time_zone), wording.language);
  const statement = fill(wording.sections.previous_report, { month, date, edition: formatCount(previous.edition, wording.language) });
  return { statement, reason: '' };
}

function inquiryStatements(group: GroupTally, facts: ReportFacts, wording: ReportWording): string[] {
  const { language, sections } = wording;
  const flow = fill(sections.flow, {
    opened: fillPlural(sections.opened, group.opened, language),
    closed: fillPlural(sections.closed, group.closed, language),
    open_at_end: fillPlural(sections.open_at_end, group.open_at_end, language),
  });
  const { median, p90 } = group.days_to_close;
  const days = median === null ? [] : [fill(sections.days, { median: formatDays(median, wording), p90: formatDays(p90, wording) })];
  const earlier = fill(sections.earlier, {
    previous_month: formatMonth(addMonths(facts.month, -1), language),
    opened_previous_month: formatCount(group.opened_previous_month, language),
    last_year: formatMonth(addMonths(facts.month, -12), language),
    opened_last_year: formatCount(group.opened_same_month_last_year, language),
  });
  return [flow, ...days, earlier];
}

function noInquiryReason(openAtEnd: number, facts: ReportFacts, wording: ReportWording): string {
  const month = formatMonth(facts.month, wording.language);
  if (openAtEnd === 0) return fill(wording.sections.no_inquiry, { month });
  return fillPlural(wording.sections.no_inquiry_some_open, openAtEnd, wording.language, { month });
}

function tallyOf({ opened, closed, open_at_end, days_to_close }: Tally): Tally {
  return { opened, closed, open_at_end, days_to_close };
}
