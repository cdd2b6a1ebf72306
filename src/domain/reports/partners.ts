import { addMonths, dateOfInstant, formatDate, formatMonth } from '../shared/dates.ts';
import type { PartnerTable, SectionPartners } from './content.ts';
import type { PartnerSection, Period, ReportFacts } from './facts.ts';
import { districtTable, languageTable, levelTable, requestTable, spokenTable, typeTable } from './partner-tables.ts';
import { fill, fillPlural, formatCents, formatCount, formatDays, type ReportWording } from './wording.ts';

/** Sections that tell more than referrals and applications: the directory, who pays, help in other languages, requests to 311. */
const directory = 4;
const services = 5;
const languages = 6;
const requests = 9;
/** So few are not counted aloud, where it is about languages. */
const smallestCount = 5;

/** What a section says of partners: sentences and tables when there is anything, else a reason where something is expected. */
export type PartnerAccount = { statements: string[]; reason: string | null; partners: SectionPartners | null };
type Part = { statements: string[]; counts: SectionPartners['counts']; tables: (PartnerTable | null)[]; reason?: string };

export function compilePartners(section: number, facts: ReportFacts, wording: ReportWording): PartnerAccount {
  const one = facts.partners.sections.find(({ key }) => key === String(section));
  const parts: Part[] = [
    ...(section === directory ? [directoryPart(facts, wording)] : []),
    ...(one ? [referralPart(one, facts, wording), applicationPart(one, wording)] : []),
    ...(section === services ? [levelPart(facts, wording)] : []),
    initiativePart(section, facts, wording),
    ...(section === languages ? [languagePart(facts, wording)] : []),
    ...(section === requests ? [requestPart(facts, wording)] : []),
  ];
  const statements = parts.flatMap((part) => part.statements);
  const counts = parts.flatMap((part) => part.counts).filter(({ count }) => count > 0);
  const tables = parts.flatMap((part) => part.tables).filter((table) => table !== null);
  const reasons = parts.flatMap(({ reason }) => (reason ? [reason] : []));
  return {
    statements,
    reason: reasons.length > 0 ? reasons.join(' ') : null,
    partners: counts.length + tables.length > 0 ? { counts, tables } : null,
  };
}

function directoryPart({ partners }: ReportFacts, wording: ReportWording): Part {
  const { partners: words, language } = wording;
  const { programs, organizations, added, reviewed, overdue } = partners.directory;
  if (programs === 0) return { statements: [], counts: [], tables: [], reason: words.no_directory };
  const said = fillPlural(words.directory, programs, language, {
    organizations: fillPlural(words.organizations, organizations, language),
    added: formatCount(added, language),
    reviewed: formatCount(reviewed, language),
  });
  const late = overdue > 0 ? ` ${fillPlural(words.overdue, overdue, language)}` : '';
  const counts: Part['counts'] = [
    { key: 'programs', count: programs },
    { key: 'programs_added', count: added },
    { key: 'programs_reviewed', count: reviewed },
    { key: 'programs_overdue', count: overdue },
  ];
  return { statements: [`${said}${late}`], counts, tables: [] };
}

function referralPart(one: PartnerSection, { month }: ReportFacts, wording: ReportWording): Part {
  const { partners: words, language } = wording;
  const { referrals, receivers, declined, median_minutes } = one;
  const now = referrals.month;
  if (now.made + now.accepted + now.served + declined === 0) return { statements: [], counts: [], tables: [] };
  const made = (period: Period) => formatCount(referrals[period].made, language);
  const flow = fill(words.flow, {
    made: fillPlural(words.made, now.made, language, { organizations: fillPlural(words.organizations, receivers, language) }),
    accepted: fillPlural(words.accepted, now.accepted, language),
    served: fillPlural(words.served, now.served, language),
  });
  const hours = median_minutes === null ? null : formatDays(median_minutes / 60, wording);
  return {
    statements: [
      declined > 0 ? `${flow} ${fillPlural(words.declined, declined, language)}` : flow,
      ...(hours === null ? [] : [fill(words.median, { hours })]),
      fill(words.earlier, {
        previous_month: formatMonth(addMonths(month, -1), language),
        last_year: formatMonth(addMonths(month, -12), language),
        previous: made('previous_month'),
        year_ago: made('same_month_last_year'),
        fiscal_year: made('fiscal_year_to_date'),
      }),
    ],
    counts: [
      { key: 'referrals', count: now.made },
      { key: 'referrals_accepted', count: now.accepted },
      { key: 'referrals_served', count: now.served },
      { key: 'referrals_declined', count: declined },
      { key: 'referrals_before', count: referrals.previous_month.made },
      { key: 'referrals_year_ago', count: referrals.same_month_last_year.made },
      { key: 'referrals_fiscal_year', count: referrals.fiscal_year_to_date.made },
    ],
    tables: [districtTable(one, wording), languageTable(one, wording)],
  };
}

function applicationPart({ applications }: PartnerSection, { partners: words, language }: ReportWording): Part {
  const { started, approved, amount_cents } = applications.month;
  if (started + approved === 0) return { statements: [], counts: [], tables: [] };
  const amount = amount_cents > 0 ? fill(words.amount, { amount: formatCents(amount_cents, language) }) : '';
  const said = fillPlural(words.applications, started, language, { approved: fillPlural(words.approved, approved, language), amount });
  const counts: Part['counts'] = [
    { key: 'applications', count: started },
    { key: 'applications_approved', count: approved },
  ];
  return { statements: [said], counts, tables: [] };
}

const levelPart = ({ partners }: ReportFacts, wording: ReportWording): Part => ({
  statements: [],
  counts: [],
  tables: [levelTable(partners.levels, wording)],
});

function initiativePart(section: number, { partners }: ReportFacts, { partners: words }: ReportWording): Part {
  const all = partners.initiatives.filter((one) => one.section === section);
  const named = (isNew: boolean) =>
    all
      .filter(({ is_new }) => is_new === isNew)
      .map(({ title, status, file_number }) =>
        fill(words.named, { title, value: [words.statuses[status] ?? status, file_number].filter(Boolean).join(', ') }),
      )
      .join('; ');
  return {
    statements: [
      ...(all.some(({ is_new }) => is_new) ? [fill(words.initiatives_new, { initiatives: named(true) })] : []),
      ...(all.some(({ is_new }) => !is_new) ? [fill(words.initiatives_decided, { initiatives: named(false) })] : []),
    ],
    counts: [{ key: 'initiatives', count: all.length }],
    tables: [],
  };
}

function languagePart({ partners, month }: ReportFacts, wording: ReportWording): Part {
  const { partners: words, language } = wording;
  const { all, unmet, documents, translations, words: written, share_office, qualified } = partners.language;
  const documentCounts: Part['counts'] = [
    { key: 'translations', count: translations },
    { key: 'encounters_written', count: documents - translations },
  ];
  const translated = documents > 0 ? [fillPlural(words.documents, documents, language, { words: formatCount(written, language) })] : [];
  if (all.count === 0) {
    const reason = fill(words.no_encounters, { month: formatMonth(month, language) });
    return translated.length > 0
      ? { statements: translated, counts: documentCounts, tables: [] }
      : { statements: [], counts: [], tables: [], reason };
  }
  if (all.count < smallestCount) return { statements: [words.few_encounters, ...translated], counts: documentCounts, tables: [] };
  const seconds = all.median_wait_seconds;
  const effort =
    seconds === null
      ? []
      : [
          fill(words.effort, {
            seconds: formatCount(Math.round(seconds), language),
            minutes: formatCount(Math.round(all.minutes), language),
            cost: formatCents(all.cost_cents, language),
          }),
        ];
  const percent = share_office === null || share_office === 0 ? null : `${formatCount(Math.round(share_office * 100), language)}\u00a0%`;
  return {
    statements: [
      [
        fillPlural(words.encounters, all.count, language, { served: formatCount(all.served, language) }),
        ...(unmet >= smallestCount ? [fillPlural(words.unmet, unmet, language)] : []),
        ...(percent ? [fill(words.office, { percent })] : []),
      ].join(' '),
      ...(all.qualified >= smallestCount
        ? [fill(words.qualified, { label: qualified.label, count: formatCount(all.qualified, language), meaning: qualified.meaning })]
        : []),
      ...effort,
      ...translated,
    ],
    counts: [
      { key: 'encounters', count: all.count },
      { key: 'encounters_unmet', count: unmet >= smallestCount ? unmet : 0 },
      { key: 'encounters_qualified', count: all.qualified >= smallestCount ? all.qualified : 0 },
      { key: 'encounters_waited', count: all.waited },
      ...documentCounts,
    ],
    tables: [spokenTable(partners.language, wording)],
  };
}

function requestPart({ partners, month, office }: ReportFacts, wording: ReportWording): Part {
  const { partners: words, language } = wording;
  const { filed, verified, late, closed, median_days, city_closed, city_median_days, latest_at } = partners.requests;
  const lag = latest_at ? [fill(words.lag, { date: formatDate(dateOfInstant(latest_at, office.time_zone), language) })] : [];
  if (filed + closed + late === 0)
    return { statements: [], counts: [], tables: [], reason: fill(words.no_requests, { month: formatMonth(month, language) }) };
  const days = { days: formatDays(median_days, wording), city_days: formatDays(city_median_days, wording) };
  return {
    statements: [
      fill(words.requests, {
        filed: fillPlural(words.filed, filed, language),
        verified: fillPlural(words.verified, verified, language),
      }),
      ...(closed > 0 ? [fillPlural(words.closed, closed, language, days)] : []),
      ...(late > 0 ? [fillPlural(words.late, late, language)] : []),
      ...lag,
    ],
    counts: [
      { key: 'requests', count: filed },
      { key: 'requests_found', count: verified },
      { key: 'requests_closed', count: closed },
      { key: 'requests_city', count: closed > 0 ? city_closed : 0 },
      { key: 'requests_late', count: late },
    ],
    tables: [requestTable(partners.requests, wording), typeTable(partners.requests, wording)],
  };
}
