import { parseArgs } from 'node:util';
import { collectFigures } from '../bench/figure.ts';
import { benchAwards } from '../bench/groups/awards.ts';
import { benchCampaigns } from '../bench/groups/campaigns.ts';
import { benchEvents } from '../bench/groups/events.ts';
import { benchFoundation } from '../bench/groups/foundation.ts';
import { benchInquiries } from '../bench/groups/inquiries.ts';
import { benchPartners } from '../bench/groups/partners.ts';
import { benchShell } from '../bench/groups/shell.ts';
import { endWithUsage, runCommand } from './run-command.ts';

const USAGE =
  'npm run bench -- foundation [--rows N] [--database URL] [--only demo,app,lists,embedded,reports,imports]\nnpm run bench -- shell [--rows N] [--database URL] [--only live,screens,gate,search,audit]\nnpm run bench -- events [--database URL] [--only series,feeds,calendar,registrations]\nnpm run bench -- campaigns [--rows N] [--database URL] [--only audience,sending,memory,kills]\nnpm run bench -- awards [--rows N] [--database URL] [--only embedded,postgres]\nnpm run bench -- partners [--rows N] [--database URL] [--only programs,feed-embedded,feed-postgres]\nnpm run bench -- inquiries [--rows N] [--database URL] [--only lists,mails,imports]\n  Makes its own data and measures. --rows: inquiries on PostgreSQL (1,000,000); of campaigns\n  the share of 100,000 letters, 500,000 and 20,000; of awards the share of 20,000 lines of a ledger; of partners the rows of the feed. --database: an empty PostgreSQL to use\n  instead of one of its own. Ends with 1 when a figure misses its limit.';

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rows: { type: 'string', default: '1000000' }, database: { type: 'string' }, only: { type: 'string' } },
  });
  const group = {
    foundation: benchFoundation,
    shell: benchShell,
    events: benchEvents,
    campaigns: benchCampaigns,
    awards: benchAwards,
    partners: benchPartners,
    inquiries: benchInquiries,
  }[positionals[0] ?? ''];
  if (!group || positionals.length !== 1) endWithUsage(USAGE);
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 1000) endWithUsage(USAGE, '--rows must be a whole number of 1,000 or more.');
  const figures = collectFigures((line) => process.stdout.write(`${line}\n`));
  await group(figures.report, { rows, databaseUrl: values.database ?? null, only: values.only?.split(',') ?? null });
  process.stdout.write(`\n${figures.table()}\n`);
  if (figures.isMissed()) process.exitCode = 1;
});
