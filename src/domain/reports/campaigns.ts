import { addMonths, formatMonth } from '../shared/dates.ts';
import type { ReportTable, ReportTableRow, SectionCampaigns } from './content.ts';
import type { CampaignPeriods, CampaignSection, CampaignTally, ReportFacts } from './facts.ts';
import { fill, fillPlural, formatCount, type ReportWording } from './wording.ts';

/** The section in which it is said when nothing was sent: outreach. */
const expectsLetters = 4;

/** Letters in a language below this are not printed: so few readers could be known. */
const smallestCount = 5;

/** What a section says of its letters to many: sentences when there is something to tell, a reason when there is not. */
export type CampaignAccount = { statements: string[]; reason: string | null; campaigns: SectionCampaigns | null };

export function compileCampaigns(section: number, facts: ReportFacts, wording: ReportWording): CampaignAccount {
  const found = facts.campaigns.find(({ key }) => key === String(section));
  const none = fill(wording.campaigns.none, { month: formatMonth(facts.month, wording.language) });
  const reason = section === expectsLetters ? none : null;
  if (!found) return { statements: [], reason, campaigns: null };
  const subscribers = subscriberStatement(found, wording);
  if (found.month.campaigns === 0) return { statements: subscribers, reason, campaigns: null };
  return {
    statements: [...sentStatements(found, facts, wording), ...subscribers],
    reason: null,
    campaigns: sectionCampaigns(found, facts, wording),
  };
}

function sentStatements(found: CampaignSection, facts: ReportFacts, wording: ReportWording): string[] {
  const { language, campaigns: words } = wording;
  const period = ({ campaigns, letters }: CampaignTally) =>
    fill(words.period, { campaigns: formatCount(campaigns, language), letters: formatCount(letters, language) });
  const { bounced, complained, unsubscribed, replied, inquiries } = found;
  const parts = (
    [
      ['came_back', bounced],
      ['left', unsubscribed],
      ['complained', complained],
      ['replied', replied],
      ['became', inquiries],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([key, count]) => fillPlural(words[key], count, language));
  return [
    fill(words.flow, {
      sent: fillPlural(words.sent, found.month.campaigns, language),
      letters: fillPlural(words.letters, found.month.letters, language),
    }),
    fill(words.earlier, {
      previous_month: formatMonth(addMonths(facts.month, -1), language),
      last_year: formatMonth(addMonths(facts.month, -12), language),
      previous: period(found.previous_month),
      year_ago: period(found.same_month_last_year),
      fiscal_year: period(found.fiscal_year_to_date),
    }),
    ...(found.failed > 0 ? [fillPlural(words.refused, found.failed, language)] : []),
    ...(parts.length > 0 ? [fill(words.after, { parts: new Intl.ListFormat(language, { type: 'conjunction' }).format(parts) })] : []),
  ];
}

function subscriberStatement({ gained, lost }: CampaignSection, { language, campaigns: words }: ReportWording): string[] {
  if (gained + lost === 0) return [];
  return [fill(words.subscribers, { gained: fillPlural(words.gained, gained, language), lost: fillPlural(words.lost, lost, language) })];
}

function sectionCampaigns(found: CampaignSection, facts: ReportFacts, wording: ReportWording): SectionCampaigns {
  const languages = keepSmallCountsBack(found.languages, wording);
  const { month, previous_month, same_month_last_year, fiscal_year_to_date } = found;
  const figures: CampaignPeriods = { month, previous_month, same_month_last_year, fiscal_year_to_date };
  return {
    figures,
    rows: found.rows,
    languages,
    tables: { rows: rowTable(found, facts, wording), languages: languageTable(languages, found.month.letters, wording) },
  };
}

/**
 * A language in which fewer than five letters went out stands in the last row with the others of its kind; where that row would be
 * of one language alone, or few, the smallest of the others goes there too: what is kept back must not follow from the total.
 */
function keepSmallCountsBack(languages: CampaignSection['languages'], { campaigns: words }: ReportWording): SectionCampaigns['languages'] {
  const rising = [...languages].sort((left, right) => left.letters - right.letters);
  const hidden = new Set<string>();
  let rest = 0;
  for (const { key, letters } of rising) {
    const isFew = letters < smallestCount;
    if (!isFew && (hidden.size === 0 || (hidden.size > 1 && rest >= smallestCount))) break;
    hidden.add(key);
    rest += letters;
  }
  const shown = languages.filter(({ key }) => !hidden.has(key));
  if (hidden.size === 0) return shown;
  return [...shown, { key: 'rest', label: words.other_languages, letters: hidden.size > 1 && rest >= smallestCount ? rest : null }];
}

function rowTable(found: CampaignSection, facts: ReportFacts, wording: ReportWording): ReportTable {
  const { language, campaigns: words } = wording;
  const { columns } = words;
  const count = (value: number) => formatCount(value, language);
  const rows: ReportTableRow[] = found.rows.map((row) => ({
    kind: 'plain',
    cells: [
      fill(words.name, { name: row.name, list: row.list }),
      dayOf(row.on, language),
      ...[row.letters, row.bounced, row.unsubscribed, row.replied].map(count),
    ],
  }));
  const total = [found.month.letters, found.bounced, found.unsubscribed, found.replied];
  rows.push({
    kind: 'total',
    cells: [words.total, formatMonth(facts.month, language, 'short').replaceAll(' ', '\u00a0'), ...total.map(count)],
  });
  return {
    title: fill(words.titles.rows, { month: formatMonth(facts.month, language) }),
    columns: [columns.campaign, columns.sent_on, columns.letters, columns.bounced, columns.unsubscribed, columns.replied],
    rows,
    empty: null,
  };
}

/** 'Nov 5', kept on one line. */
const dayOf = (on: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short', day: 'numeric' })
    .format(new Date(`${on}T00:00:00Z`))
    .replaceAll(' ', '\u00a0');

function languageTable(languages: SectionCampaigns['languages'], total: number, wording: ReportWording): ReportTable {
  const { columns, titles, total: all } = wording.campaigns;
  const count = (value: number | null) => (value === null ? wording.events.not_shown : formatCount(value, wording.language));
  const rows: ReportTableRow[] = languages.map(({ label, letters }) => ({ kind: 'plain', cells: [label, count(letters)] }));
  rows.push({ kind: 'total', cells: [all, count(total)] });
  return { title: titles.languages, columns: [columns.language, columns.letters], rows, empty: null };
}
