import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { LedgerMapping } from '../../../domain/awards/ledger-file.ts';
import { LedgerRefused } from '../../awards/ledger-import/read-file.ts';
import { readMapping } from '../../awards/ledger-import/read-mapping.ts';
import { takeLedger } from '../../awards/ledger-import/take-ledger.ts';
import type { Office } from '../../office.ts';
import { asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';

const LARGEST_LEDGER = 24 * 1024 * 1024;

/** Takes a CSV file of the city's ledger in, or says what taking it in would do. Who may, the database decides. */
export function ledgerRoutes(app: Hono, office: Office): void {
  app.post(
    '/awards/ledger',
    bodyLimit({
      maxSize: LARGEST_LEDGER,
      onError: () => {
        throw new Refusal(413, 'The file is larger than 24 MB. Take it in year by year.', 'file', 'ledger_large');
      },
    }),
    async (context) => {
      const caller = callerOf(context, office);
      const { role } = await personOf(caller);
      if (!['coordinator', 'manager', 'admin'].includes(role)) throw new Refusal(403, 'Coordinators take the ledger in.');
      const form = await context.req.parseBody().catch(() => null);
      const file = form?.file;
      if (!(file instanceof File)) throw new Refusal(422, 'Choose a file first.', 'file');
      const asked = factsOf(form?.facts);
      try {
        return context.json(
          await takeLedger(caller, { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name.slice(0, 200), ...asked }),
        );
      } catch (error) {
        if (error instanceof LedgerRefused) throw new Refusal(422, error.message, 'file', error.reason);
        throw asRefusal(error as { code?: string; message: string });
      }
    },
  );
}

function factsOf(text: unknown) {
  let facts: Record<string, unknown> = {};
  try {
    if (typeof text === 'string') facts = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Refusal(400, 'The request cannot be read.');
  }
  const uuid = (value: unknown) => (typeof value === 'string' && UUID.test(value) ? value : null);
  const mapping: LedgerMapping | null = facts?.mapping ? readMapping(facts.mapping) : null;
  return {
    award: uuid(facts.award),
    mapping,
    skipsOthers: facts.skips_others === true,
    leavesOutWrong: facts.leaves_out_wrong === true,
    dryRun: facts.dry_run !== false,
    act: uuid(facts.act),
  };
}
