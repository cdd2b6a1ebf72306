import type { Hono } from 'hono';
import { journeyLetters } from '../../campaigns/journey-letters.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, personOf } from '../caller.ts';
import { Refusal } from '../errors.ts';

/** The letters that a journey can begin with, for whoever may write them. Nothing is kept by a look. */
export function journeyRoutes(app: Hono, office: Office): void {
  app.get('/campaigns/journeys/templates', async (context) => {
    const caller = callerOf(context, office);
    const { role } = await personOf(caller);
    if (!['coordinator', 'manager', 'admin'].includes(role))
      throw new Refusal(403, 'Letters to many need the role "coordinator". Ask an administrator.');
    const spoken = answered(await caller.from('languages').select('code').eq('is_active', true)) as { code: string }[];
    return context.json(
      journeyLetters(
        spoken.map(({ code }) => code),
        context.req.query('language') ?? 'en',
      ),
    );
  });
}
