import { expect, test } from 'vitest';
import { compileReport } from '../../../src/domain/reports/compile.ts';
import { exampleFacts, quietFacts } from './example-facts.ts';
import { english } from './wording.ts';

const report = compileReport(exampleFacts(), english);
const quiet = compileReport(quietFacts(), english);

test('the report says who reports, for which month, and which ordinance asks for it', () => {
  expect(report.office.line).toBe('Office of Citizen Engagement · City of Kansas City, Missouri');
  expect(report.title).toBe('Report to the City Council');
  expect(report.subtitle).toBe('October 2026 · as Ordinance 210140, Section 10 requires');
});

test('the numbers of the month are the numbers of the facts', () => {
  const { by_district, by_topic, by_channel, by_section, ...totals } = report.inquiries;
  expect(totals).toEqual({ opened: 214, closed: 202, open_at_end: 39, days_to_close: { median: 1.6, p90: 5.2 } });
  expect(by_district).toEqual(exampleFacts().by_district);
  expect(by_topic.map(({ key, opened }) => [key, opened])).toEqual([
    ['trash', 114],
    ['potholes', 100],
  ]);
  expect(by_channel.map(({ key, closed }) => [key, closed])).toEqual([
    ['phone', 190],
    ['web', 12],
  ]);
  expect(by_section.reduce((sum, { opened }) => sum + opened, 0)).toBe(214);
});

test('the sentence under the title says what came in, what went out, how long it took and what is left', () => {
  expect(report.summary).toBe(
    'In October 2026, 214 inquiries were opened and 202 were closed. Half of those closed took 1.6 days or less, and nine in ten took 5.2 days or less. 39 inquiries were open at the end of the month.',
  );
});

test('each of the five numbers stands against last month, last year and the fiscal year', () => {
  expect(report.headlines.map(({ key, value_text, notes }) => [key, value_text, ...notes])).toEqual([
    ['opened', '214', '+12 on Sep 2026', '+31 on Oct 2025', '1,204 in the fiscal year'],
    ['closed', '202', '−8 on Sep 2026', '+19 on Oct 2025', '1,190 in the fiscal year'],
    ['open_at_end', '39', '+12 on Sep 2026', '+9 on Oct 2025'],
    ['median', '1.6', '1.9 in Sep 2026', '2.1 in Oct 2025', '1.7 in the fiscal year'],
    ['p90', '5.2', '6.0 in Sep 2026', '7.5 in Oct 2025', '5.9 in the fiscal year'],
  ]);
});

test('the table of districts ends with the city’s own total', () => {
  const { columns, rows } = report.tables.by_district;
  expect(columns.map((label) => label.replaceAll('\u00a0', ' '))).toEqual([
    'District',
    'Opened',
    'Closed',
    'Open at end',
    'Median days',
    '90th pct.',
    'Opened Sep 2026',
    'Opened Oct 2025',
  ]);
  expect(rows[2]).toEqual({ kind: 'plain', cells: ['3', '61', '55', '14', '2.3', '7.9', '60', '52'] });
  expect(rows.at(-1)).toEqual({ kind: 'total', cells: ['City', '214', '202', '39', '1.6', '5.2', '202', '183'] });
});

test('the table of sections names each one by its number', () => {
  expect(report.tables.by_section.rows[1]?.cells.slice(0, 2)).toEqual(['2. Duty 2', '1']);
});

test('the comparison puts each earlier period and its change in words', () => {
  const rows = report.tables.comparisons.rows.map(({ cells }) => cells.map((cell) => cell.replaceAll('\u00a0', ' ')));
  expect(rows[2]).toEqual(['Change on September 2026', '+12 (+6 %)', '−8 (−4 %)', '+12 (+44 %)', '−0.3', '−0.8']);
  expect(rows[5]).toEqual(['Fiscal year to date, May 1, 2026 to October 31, 2026', '1,204', '1,190', '39', '1.7', '5.9']);
  expect(rows[7]?.[1]).toBe('+104 (+10 %)');
});

test('the chart has a table with every month, and words for whoever cannot see it', () => {
  expect(report.tables.trend.rows).toHaveLength(13);
  expect(report.trend.points.at(-1)).toEqual({ month: '2026-10-01', label: 'Oct', days_to_close: { median: 1.6, p90: 5.2 } });
  expect(report.trend.alt).toContain('The highest 90th percentile was 8.1, in February 2026.');
  expect(report.trend.alt).toContain('Month by month');
});

test('a month without any activity is reported as that, and not as a fault', () => {
  expect(quiet.summary).toBe('No inquiry was opened or closed in October 2026. 0 inquiries were open at the end of the month.');
  expect(quiet.headlines.map(({ value_text }) => value_text)).toEqual(['0', '0', '0', '–', '–']);
  expect(quiet.headlines[3]?.notes).toEqual(['none closed in Sep 2026', 'none closed in Oct 2025', 'none in the fiscal year']);
  expect(quiet.trend.empty).toContain('Nothing was closed from October 2025 to October 2026');
  expect(quiet.tables.by_topic.empty).toContain('no topic is listed');
});

test('with no request recorded the report says so, and invents none', () => {
  expect(report.asks).toEqual({
    title: 'What Council is asked to do',
    items: [],
    none: 'Nothing is recorded for October 2026 that Council is asked to decide.',
  });
});

test('the same facts give the same report', () => {
  expect(compileReport(exampleFacts(), english)).toEqual(report);
});
