import type { Hono } from 'hono';
import type { Office } from '../../office.ts';
import { PopulationsRefused, readPopulations } from '../../outreach/read-populations.ts';
import { answered, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

/** Takes a sheet of populations in, or says what taking it in would do. Who may, and which line is wrong, the database decides. */
export function populationRoutes(app: Hono, office: Office): void {
  app.post('/outreach/populations', async (context) => {
    const caller = callerOf(context, office);
    await personOf(caller);
    const { text, dry_run, act } = await readJson(context);
    if (typeof text !== 'string') throw new Refusal(422, 'Choose a file first.', 'text');
    const request = caller.rpc('import_populations', { p_rows: linesOf(text), p_dry_run: dry_run !== false });
    return context.json(
      answered(await (typeof act === 'string' && UUID.test(act) ? request.setHeader('X-Change-Set', act) : request)) as object,
    );
  });
}

function linesOf(text: string) {
  try {
    return readPopulations(text);
  } catch (error) {
    if (error instanceof PopulationsRefused) throw new Refusal(422, error.message, 'text', error.reason);
    throw error;
  }
}
