import type { LetterFacts } from '../../letters/facts.ts';
import { writeDelivery } from '../../letters/write.ts';
import { type Outcome, outcomeOf } from '../../mail/outcome.ts';
import { mailRest } from '../../mail/rest.ts';
import type { Office } from '../../office.ts';
import type { Queue, Turn } from '../registry.ts';

const BATCH = 20;
const LEASE_SECONDS = 300;
/** One letter takes a minute at the very worst: what has not been begun by then is given back while it is still ours. */
const WORK_SECONDS = 180;

type Claimed = { id: string; kind: string; to_address: string; message_id: string };

/** Letters to one person, as they become due. Where no mail is set up they wait. */
export const deliveriesSend: Queue = {
  name: 'deliveries.send',
  work: async (office, turn) => {
    const now = turn.now().getTime();
    if (!office.mail.isConfigured || mailRest.left(office, now) > 0) return false;
    const { data, error } = await office.backend.service.rpc('claim_deliveries', {
      p_worker: turn.worker,
      p_limit: BATCH,
      p_lease_seconds: LEASE_SECONDS,
      p_host: new URL(office.address.url).hostname,
      p_now: turn.now().toISOString(),
    });
    if (error) throw error;
    const claimed = data as Claimed[];
    await sendAll(office, turn, claimed);
    return claimed.length > 0;
  },
};

async function sendAll(office: Office, turn: Turn, claimed: Claimed[]): Promise<void> {
  const started = performance.now();
  for (const [index, one] of claimed.entries()) {
    const isLate = performance.now() - started > WORK_SECONDS * 1000;
    const outcome: Outcome | null = isLate || turn.isStopping() ? { state: 'away' } : await sendOne(office, one);
    if (outcome) await settle(office, turn, one, outcome);
    if (outcome?.state !== 'away') {
      mailRest.end(office);
      continue;
    }
    for (const later of claimed.slice(index + 1)) await settle(office, turn, later, { state: 'away' });
    if (isLate || turn.isStopping()) return;
    const minutes = mailRest.begin(office, turn.now().getTime());
    throw new Error(`${outcome.reason} Letters wait; the next look is in ${minutes} minutes.`);
  }
}

/** Where the facts of a kind of letter come from; of all others from delivery_facts. */
const factsOf: Record<string, 'screener_letter_facts' | 'reply_letter_facts' | 'closing_letter_facts' | undefined> = {
  'screener.sheet': 'screener_letter_facts',
  'inquiry.reply': 'reply_letter_facts',
  'inquiry.closed': 'closing_letter_facts',
};

/** Sends one letter; null when it is not to be sent any more. */
async function sendOne(office: Office, { id, kind, to_address, message_id }: Claimed): Promise<Outcome | null> {
  try {
    const { data, error } = await office.backend.service.rpc(factsOf[kind] ?? 'delivery_facts', { p_id: id });
    if (error) throw error;
    if (!data) return null;
    const letter = await writeDelivery(office, data as unknown as LetterFacts);
    await office.mail.send({ ...letter, to: to_address, messageId: message_id });
    return { state: 'sent', subject: letter.subject };
  } catch (error) {
    return outcomeOf(error, office.mail, id);
  }
}

/** Says what became of a letter. Asked twice: an answer that is lost here is a letter that arrives twice. */
async function settle(office: Office, turn: Turn, { id }: Claimed, outcome: Outcome): Promise<void> {
  const say = () =>
    office.backend.service.rpc('settle_deliveries', {
      p_worker: turn.worker,
      p_outcomes: [{ id, ...outcome }],
      p_now: turn.now().toISOString(),
    });
  const first = await say();
  const { error } = first.error ? await say() : first;
  if (error) throw error;
}
