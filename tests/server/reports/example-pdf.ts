import { compileReport } from '../../../src/domain/reports/compile.ts';
import type { ReportFacts } from '../../../src/domain/reports/facts.ts';
import { hashReport } from '../../../src/server/reports/hash.ts';
import { renderReportPdf } from '../../../src/server/reports/render-pdf.ts';
import { getWording } from '../../../src/server/reports/wordings.ts';
import { exampleFacts, group, tally } from '../../domain/reports/example-facts.ts';

/** The report of the facts as a first edition. */
export async function drawReport(facts: ReportFacts): Promise<Uint8Array> {
  const content = compileReport(facts, getWording());
  return renderReportPdf(content, { edition: 1, hash: hashReport(content) });
}

/** Facts with a topic list over several pages, in Spanish and Vietnamese, and numbers of seven digits. */
export function longFacts(): ReportFacts {
  const many = tally(1_000_000, 1_000_000, 1_000_000, 12.5, 1234.5);
  const { periods, by_district, by_section, office } = exampleFacts();
  const alone = (groups: ReturnType<typeof exampleFacts>['by_topic']) =>
    groups.map(({ key, label }, index) =>
      index === 0 ? group(key, label, many, 1_000_000, 1_000_000) : group(key, label, tally(0, 0, 0, null, null), 0, 0),
    );
  const labels = ['Niños, ñandúes y señales de tránsito', 'Đường phố và đèn chiếu sáng công cộng', 'Water & sewer <main>'];
  const topics = Array.from({ length: 60 }, (_none, index) => group(`t${index}`, `${labels[index % 3]} ${index + 1}`, many, 0, 0));
  return exampleFacts({
    office: { ...office, city_name: 'Kansas & <City>' },
    periods: {
      ...periods,
      month: { ...periods.month, ...many },
      previous_month: { ...periods.previous_month, ...many },
      same_month_last_year: { ...periods.same_month_last_year, ...many },
    },
    by_district: alone(by_district),
    by_topic: alone(topics),
    by_channel: [group('phone', 'Phone', many, 1_000_000, 1_000_000)],
    by_section: alone(by_section),
  });
}
