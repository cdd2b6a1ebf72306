import { formatDate, formatInstant, formatMonth } from '../shared/dates.ts';
import { awardAsks } from './awards.ts';
import { checkFacts } from './check-facts.ts';
import { compareReportPeriods } from './comparisons.ts';
import { type CompiledReport, type Furniture, reportSchemaVersion } from './content.ts';
import type { GroupTally, ReportFacts } from './facts.ts';
import { compileHeadlines, compileSummary } from './headlines.ts';
import { compileSections } from './sections.ts';
import { compileTables } from './tables.ts';
import { compileTrend } from './trend.ts';
import { fill, type ReportWording } from './wording.ts';

/**
 * Turns the facts of a month into the report's content: pure, so the same facts and wording give the same content.
 * States only what the facts say. Throws ReportFactsError when they contradict themselves.
 */
export function compileReport(facts: ReportFacts, wording: ReportWording): CompiledReport {
  checkFacts(facts);
  const { office, ordinance, periods } = facts;
  const month = formatMonth(facts.month, wording.language);
  const comparisons = compareReportPeriods(periods);
  const officeLine = fill(wording.office_line, { office: office.office_name, city: office.city_name, state: office.state_name });
  const asks = awardAsks(facts, wording);
  const { opened, closed, open_at_end, days_to_close } = periods.month;
  return {
    schema_version: reportSchemaVersion,
    language: wording.language,
    month: facts.month,
    period: { from: periods.month.from, to: periods.month.to },
    data_as_of: facts.data_as_of,
    title: wording.title,
    subtitle: fill(wording.subtitle, { month, ...ordinance }),
    office: {
      name: office.office_name,
      line: officeLine,
      contact: [office.address, office.phone, office.email].filter(Boolean).join(' · '),
      time_zone: office.time_zone,
    },
    summary: compileSummary(facts, wording),
    headlines: compileHeadlines(comparisons, wording),
    // Where Council is asked for nothing, the report says so instead of staying silent.
    asks: { title: wording.asks.title, items: asks, none: asks.length === 0 ? fill(wording.asks.none, { month }) : null },
    inquiries: {
      opened,
      closed,
      open_at_end,
      days_to_close,
      by_district: facts.by_district.map(groupOf),
      by_topic: facts.by_topic.map(groupOf),
      by_channel: facts.by_channel.map(groupOf),
      by_section: facts.by_section.map(groupOf),
    },
    comparisons,
    trend: compileTrend(facts, wording),
    tables: compileTables(facts, comparisons, wording),
    sections_title: fill(wording.sections.title, ordinance),
    sections: compileSections(facts, wording),
    definitions: compileDefinitions(facts, wording),
    furniture: compileFurniture(facts, officeLine, wording),
  };
}

/** Only the fields of the contract: what else a database may one day send does not slip into a frozen report. */
function groupOf(group: GroupTally): GroupTally {
  const { key, label, opened, closed, open_at_end, days_to_close, opened_previous_month, opened_same_month_last_year } = group;
  return { key, label, opened, closed, open_at_end, days_to_close, opened_previous_month, opened_same_month_last_year };
}

function compileDefinitions(facts: ReportFacts, wording: ReportWording): CompiledReport['definitions'] {
  const fiscalYearStart = formatDate(facts.periods.fiscal_year_to_date.from, wording.language);
  const items = wording.definitions.items.map(({ term, meaning }) => ({
    term,
    meaning: fill(meaning, { fiscal_year_start: fiscalYearStart }),
  }));
  return { title: wording.definitions.title, items };
}

function compileFurniture(facts: ReportFacts, author: string, wording: ReportWording): Furniture {
  const month = formatMonth(facts.month, wording.language);
  const { footer, header, page, subject } = wording.furniture;
  return {
    header: fill(header, { title: wording.title, month }),
    footer: fill(footer, {
      data_as_of: formatInstant(facts.data_as_of, facts.office.time_zone, wording.language),
      // Known only when the edition is drawn.
      edition: '{edition}',
      hash: '{hash}',
    }),
    page,
    author,
    subject: fill(subject, { month, ...facts.ordinance }),
  };
}
