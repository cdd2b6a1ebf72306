import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { CsvTableRefused } from '../../imports/csv-table.ts';
import type { Office } from '../../office.ts';
import { readFoundMapping } from '../../opportunities/read-found.ts';
import { takeFound } from '../../opportunities/take-found.ts';
import { asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';

const LARGEST_SEARCH = 8 * 1024 * 1024;

const refused = {
  large: ['The file has more than 5,000 lines. Narrow the search at Grants.gov.', 'found_large'],
  empty: ['The file needs a first line of column names and a line for each opportunity.', 'found_empty'],
  csv: ['The file cannot be read as CSV. Export the search from Grants.gov again and choose that file.', 'found_csv'],
} as const;

/** Takes a search of Grants.gov in, or says what taking it in would do. Who may, the database decides. */
export function opportunityRoutes(app: Hono, office: Office): void {
  app.post(
    '/opportunities/found',
    bodyLimit({
      maxSize: LARGEST_SEARCH,
      onError: () => {
        throw new Refusal(413, 'The file is larger than 8 MB. Narrow the search at Grants.gov.', 'file', 'found_large');
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const { role } = await personOf(caller);
      if (!['coordinator', 'manager', 'admin'].includes(role)) throw new Refusal(403, 'Coordinators take opportunities in.');
      const form = await context.req.parseBody().catch(() => null);
      const file = form?.file;
      if (!(file instanceof File)) throw new Refusal(422, 'Choose a file first.', 'file');
      try {
        return context.json(
          await takeFound(caller, {
            bytes: new Uint8Array(await file.arrayBuffer()),
            fileName: file.name.slice(0, 200),
            ...factsOf(form?.facts),
          }),
        );
      } catch (error) {
        if (error instanceof CsvTableRefused) throw new Refusal(422, refused[error.reason][0], 'file', refused[error.reason][1]);
        throw asRefusal(error as { code?: string; message: string });
      }
    },
  );
}

function factsOf(text: unknown) {
  let facts: Record<string, unknown> = {};
  try {
    if (typeof text === 'string') facts = (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    throw new Refusal(400, 'The request cannot be read.');
  }
  return {
    mapping: facts.mapping ? readFoundMapping(facts.mapping) : null,
    lines: Array.isArray(facts.lines) ? facts.lines.filter((line): line is number => Number.isSafeInteger(line)) : null,
    updates: facts.updates !== false,
    allAgencies: facts.all_agencies === true,
    dryRun: facts.dry_run !== false,
    act: typeof facts.act === 'string' && UUID.test(facts.act) ? facts.act : null,
  };
}
