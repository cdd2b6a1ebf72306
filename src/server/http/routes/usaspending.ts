import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { SpendingAnswer, SpendingChoices } from '../../../domain/awards/usaspending.ts';
import { fetchSpending } from '../../awards/usaspending/fetch-spending.ts';
import { SpendingRefused } from '../../awards/usaspending/read-document.ts';
import { takeSpending } from '../../awards/usaspending/take-spending.ts';
import type { Office } from '../../office.ts';
import { answered, asRefusal, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';

const LARGEST_FILE = 8 * 1024 * 1024;

/** Lays an answer of USAspending beside the register, or takes what was chosen of it. Who may, the database decides. */
export function usaspendingRoutes(app: Hono, office: Office): void {
  const callerFor = async (context: Context) => {
    const caller = callerOf(context, office);
    const { role } = await personOf(caller);
    if (!['coordinator', 'manager', 'admin'].includes(role)) throw new Refusal(403, 'Coordinators take in what USAspending says.');
    return caller;
  };
  const limit = bodyLimit({
    maxSize: LARGEST_FILE,
    onError: () => {
      throw new Refusal(413, 'The file is larger than 8 MB. Narrow the search at USAspending.gov.', 'file', 'usaspending_large');
    },
  });
  app.post('/awards/usaspending', limit, async (context) => {
    const caller = await callerFor(context);
    const form = await context.req.parseBody().catch(() => null);
    const file = form?.file;
    if (!(file instanceof File)) throw new Refusal(422, 'Choose a file first.', 'file');
    const facts = factsOf(form?.facts);
    return context.json(
      await refusing(async () => takeSpending(caller, { text: await file.text(), fileName: file.name.slice(0, 200), ...facts })),
    );
  });
  app.post('/awards/usaspending/fetch', limit, async (context) => {
    const caller = await callerFor(context);
    const settings = answered(await caller.from('settings').select('uei,fetches_usaspending').single());
    if (!settings?.fetches_usaspending)
      throw new Refusal(403, 'An administrator has not allowed the server to ask USAspending.gov. Choose a saved answer instead.');
    if (!settings.uei) throw new Refusal(422, 'Enter the city’s UEI first: its awards are found by it.', 'file', 'usaspending_uei');
    const text = await fetchSpending(settings.uei).catch(() => {
      throw new Refusal(422, 'USAspending.gov cannot be reached from here. Choose a saved answer instead.', 'file', 'usaspending_away');
    });
    const answer = await refusing(() =>
      takeSpending(caller, { text, fileName: 'api.usaspending.gov', prime: null, choices: null, dryRun: true, act: null }),
    );
    return context.json({ ...answer, document: text });
  });
}

async function refusing(work: () => Promise<SpendingAnswer>): Promise<SpendingAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SpendingRefused) throw new Refusal(422, error.message, 'file', error.reason);
    throw asRefusal(error as { code?: string; message: string });
  }
}

function factsOf(text: unknown) {
  let facts: Record<string, unknown> = {};
  try {
    if (typeof text === 'string') facts = (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    throw new Refusal(400, 'The request cannot be read.');
  }
  return {
    prime: typeof facts.prime === 'string' && facts.prime.trim() !== '' ? facts.prime.trim().slice(0, 80) : null,
    choices: choicesOf(facts.choices),
    dryRun: facts.dry_run !== false,
    act: typeof facts.act === 'string' && UUID.test(facts.act) ? facts.act : null,
  };
}

/** What a browser chose, with nothing in it but what a choice has. */
function choicesOf(given: unknown): SpendingChoices {
  const values = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  const words = (value: unknown) => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);
  return {
    awards: words(values.awards),
    fields: words(values.fields),
    subaward_fields: words(values.subaward_fields),
    subawards: (Array.isArray(values.subawards) ? values.subawards : []).flatMap((one: unknown) => {
      const { key, organization_id: body } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
      return typeof key === 'string' ? [{ key, organization_id: typeof body === 'string' && UUID.test(body) ? body : null }] : [];
    }),
  };
}
