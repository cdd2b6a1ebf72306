import type { Context, Hono } from 'hono';
import type { DataClient } from '../../../data/client.ts';
import type { LetterFacts } from '../../letters/facts.ts';
import { kinds } from '../../letters/kinds.ts';
import { writeSample } from '../../letters/write.ts';
import { MailError } from '../../mail/send.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

const MAY_TEST = ['coordinator', 'manager', 'admin'];

/** Letters of an event before they go: looked at by whoever reads, sent to oneself by whoever writes. Neither touches the queue. */
export function letterRoutes(app: Hono, office: Office): void {
  app.post('/letters/preview', async (context) => {
    const caller = callerOf(context, office);
    return context.json(writeSample(await readSample(context, caller), office.address.url));
  });

  app.post('/letters/test', async (context) => {
    const caller = callerOf(context, office);
    const person = await personOf(caller);
    if (!MAY_TEST.includes(person.role)) throw new Refusal(403, 'Test letters need the role "coordinator". Ask an administrator.');
    const { subject, text, html, language } = writeSample(await readSample(context, caller), office.address.url);
    try {
      await office.mail.send({ to: person.email, subject: `[Test] ${subject}`, text, html, headers: { 'Content-Language': language } });
    } catch (error) {
      if (error instanceof MailError) throw new Refusal(422, error.message);
      throw error;
    }
    return context.json({ sent_to: person.email });
  });
}

/** The facts of the letter that is asked for, under the caller's own rights; with the words as they are being typed. */
async function readSample(context: Context, caller: DataClient): Promise<LetterFacts> {
  const { event_id, kind, registration_id, language, words } = await readJson(context);
  if (typeof event_id !== 'string' || !UUID.test(event_id)) throw new Refusal(404, 'There is no such event.');
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) throw new Refusal(422, 'There is no letter of this kind.', 'kind');
  const registration = typeof registration_id === 'string' && UUID.test(registration_id) ? { p_registration: registration_id } : {};
  const facts = answered(
    await caller.rpc('sample_letter_facts', { p_event: event_id, p_kind: kind, ...registration }),
  ) as LetterFacts | null;
  if (!facts) throw new Refusal(404, 'There is no such event.');
  return {
    ...facts,
    language: typeof language === 'string' && language !== '' ? language : facts.language,
    words: typeof words === 'object' && words !== null ? typed(words) : facts.words,
  };
}

const typed = (words: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(words).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 2000),
  );
