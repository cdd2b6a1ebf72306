import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { runOrAsk } from '../control.ts';
import { renderReportPdf } from '../reports/render-pdf.ts';
import { endWithUsage, runCommand } from './run-command.ts';

const USAGE =
  'npm run report -- --month 2019-03 --out report.pdf [--json report.json]\n  Compiles the council report of a month, freezes it as an edition and writes it as PDF, and its content as JSON.';

await runCommand(async () => {
  const { values } = parseArgs({ options: { month: { type: 'string' }, out: { type: 'string' }, json: { type: 'string' } } });
  if (!values.month || !values.out) endWithUsage(USAGE);
  if (!/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(values.month)) endWithUsage(USAGE, `"${values.month}" is not a month. Write it as 2019-03.`);
  const report = await runOrAsk(readConfig(), 'report', { month: values.month });
  await writeFile(path.resolve(values.out), await renderReportPdf(report.content, { edition: report.edition, hash: report.content_hash }));
  if (values.json) await writeFile(path.resolve(values.json), `${JSON.stringify(report.content, null, 2)}\n`);
  process.stdout.write(
    `${values.month}: edition ${report.edition} is in ${values.out}${values.json ? `, its content in ${values.json}` : ''}.\n`,
  );
});
