import type {
  CompiledReport,
  CompiledSection,
  ReportTable,
  SectionAwards,
  SectionCampaigns,
  SectionEvents,
  SectionPartners,
} from '../../domain/reports/content.ts';
import { headingNode, subheadingNode, tableNode, tablePart } from './layout-parts.ts';
import { semibold, size, slate } from './look.ts';
import type { TaggedNode } from './tagging/nodes.ts';

const sectionsId = 'sections';

/** What follows the first page: the tables, one part for each section of the ordinance, and what the words mean. */
export function bodyNodes(report: CompiledReport): TaggedNode[] {
  const { tables } = report;
  return [
    ...tablePart(tables.comparisons, 'comparisons'),
    ...tablePart(tables.trend, 'trend'),
    ...tablePart(tables.by_topic, 'by-topic'),
    ...tablePart(tables.by_channel, 'by-channel'),
    ...tablePart(tables.by_section, 'by-section'),
    headingNode(report.sections_title, sectionsId),
    ...report.sections.map(sectionNode),
    ...definitionNodes(report.definitions),
    { text: report.office.contact, fontSize: size.small, color: slate, margin: [0, 10, 0, 0] },
  ];
}

function sectionNode({ section, heading, duty, activity, no_activity, awards, partners, events, campaigns }: CompiledSection): TaggedNode {
  const words: TaggedNode = activity
    ? { ul: activity.statements.map((text) => ({ text, margin: [0, 0, 0, 2] })), markerColor: slate }
    : { text: [{ text: `${no_activity?.text}. `, font: semibold }, { text: no_activity?.reason ?? '' }] };
  const stack: TaggedNode[] = [
    subheadingNode(heading, `section-${section}`, sectionsId),
    { text: duty, color: slate, margin: [0, 1, 0, 3] },
    words,
  ];
  if (!awards && !partners?.tables.length && !events && !campaigns)
    return { role: 'Sect', unbreakable: true, margin: [0, 0, 0, 11], stack };
  // Words and each table stay whole; between them the page may end.
  return {
    role: 'Sect',
    margin: [0, 0, 0, 11],
    stack: [
      { unbreakable: true, stack },
      ...(awards ? awardTables(awards.tables) : []),
      ...(partners ? partnerTables(partners) : []),
      ...(events ? eventTables(events.tables) : []),
      ...(campaigns ? campaignTables(campaigns.tables) : []),
    ],
  };
}

/** A table with one row besides its total says nothing that the sentences did not. */
const eventTables = ({ by_kind, by_district, languages }: SectionEvents['tables']): TaggedNode[] =>
  [by_kind, by_district, languages]
    .filter(({ rows }) => rows.filter(({ kind }) => kind === 'plain').length > (rows.at(-1)?.kind === 'total' ? 1 : 0))
    .map(titledTable);

/** Each letter has a row, so one alone is told as well; languages only where there are several. */
const campaignTables = ({ rows, languages }: SectionCampaigns['tables']): TaggedNode[] =>
  [rows, ...(languages.rows.length > 2 ? [languages] : [])].map(titledTable);

const awardTables = ({ states, owed }: SectionAwards['tables']): TaggedNode[] =>
  [states, owed].filter(({ rows }) => rows.length > 0).map(titledTable);

const partnerTables = ({ tables }: SectionPartners): TaggedNode[] => tables.map(({ table }) => titledTable(table));

const titledTable = (table: ReportTable): TaggedNode => ({
  unbreakable: true,
  margin: [0, 6, 0, 4],
  stack: [{ text: table.title, font: semibold, margin: [0, 0, 0, 2] }, tableNode(table)],
});

function definitionNodes({ title, items }: CompiledReport['definitions']): TaggedNode[] {
  return [
    headingNode(title, 'definitions'),
    {
      ul: items.map(({ term, meaning }) => ({
        text: [{ text: `${term}: `, font: semibold }, { text: meaning }],
        margin: [0, 0, 0, 3],
      })),
      markerColor: slate,
    },
  ];
}
