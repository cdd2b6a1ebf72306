import type { CompiledReport, CompiledSection } from '../../domain/reports/content.ts';
import { headingNode, subheadingNode, tablePart } from './layout-parts.ts';
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

function sectionNode({ section, heading, duty, activity, no_activity }: CompiledSection): TaggedNode {
  const words: TaggedNode = activity
    ? { ul: activity.statements.map((text) => ({ text, margin: [0, 0, 0, 2] })), markerColor: slate }
    : { text: [{ text: `${no_activity?.text}. `, font: semibold }, { text: no_activity?.reason ?? '' }] };
  return {
    role: 'Sect',
    unbreakable: true,
    margin: [0, 0, 0, 11],
    stack: [subheadingNode(heading, `section-${section}`, sectionsId), { text: duty, color: slate, margin: [0, 1, 0, 3] }, words],
  };
}

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
