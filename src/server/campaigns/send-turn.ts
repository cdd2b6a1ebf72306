import { type Outcome, outcomeOf } from '../mail/outcome.ts';
import type { Mailer } from '../mail/send.ts';
import type { Office } from '../office.ts';
import type { Turn } from '../worker/registry.ts';
import { type ClaimedLetter, letterTo, outgoingOf, UnwritableError } from './outgoing.ts';

const BATCH = 100;
const LEASE_SECONDS = 300;
/** A turn hands out work for so long; then others have theirs. */
const TURN_MS = 1000;
/** What has not been begun by then is given back while it is still ours: the slowest letter takes two minutes. */
const BEGIN_WITHIN_MS = 120_000;
/** Letters that are written and signed while others travel. */
const AT_ONCE = 16;
/** Outcomes are said together, but not kept back: what is not said when we are killed arrives twice. */
const SAY_AT = 50;
const SAY_AFTER_MS = 100;
/** So many in a row without one that arrived: the server is as good as away. */
const MOST_DROPPED = 20;

export type SentTurn = { sent: number; failed: number; retried: number; stopped: string[]; away: string | null };
type Held = { letter: ClaimedLetter; claimedAt: number };

/**
 * One turn of one worker at the campaigns: claims the next batch while it sends the last, says what became of letters as it
 * goes, and ends with nothing in its hands.
 */
export async function sendCampaigns(office: Office, turn: Turn): Promise<SentTurn> {
  const { service } = office.backend;
  const mailer = office.mail.forMany();
  const told: SentTurn = { sent: 0, failed: 0, retried: 0, stopped: [], away: null };
  const started = performance.now();
  const held: Held[] = [];
  const outcomes: ({ id: string } & Outcome)[] = [];
  let dropped = 0;
  let claiming: Promise<void> | null = null;
  let isDry = false;
  let saying: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let broken: unknown = null;

  const claim = async () => {
    const { data, error } = await service.rpc('claim_campaign_deliveries', {
      p_worker: turn.worker,
      p_limit: BATCH,
      p_lease_seconds: LEASE_SECONDS,
      p_host: new URL(office.address.url).hostname,
      p_now: turn.now().toISOString(),
    });
    if (error) throw error;
    const claimedAt = performance.now();
    const letters = data as unknown as ClaimedLetter[];
    isDry = letters.length === 0;
    const [first] = letters;
    if (!first) return;
    // A batch is of one campaign.
    const stamp = await service.rpc('campaign_stamp', { p_id: first.campaign_id });
    if (stamp.error) throw stamp.error;
    held.push(...letters.map((letter) => ({ letter: { ...letter, stamp: stamp.data }, claimedAt })));
  };
  const mayClaim = () => !isDry && told.away === null && broken === null && !turn.isStopping() && performance.now() - started < TURN_MS;
  const fetchMore = () => {
    claiming ??= claim()
      .catch((error) => {
        broken ??= error;
      })
      .finally(() => {
        claiming = null;
      });
    return claiming;
  };
  const say = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = outcomes.splice(0);
    if (batch.length === 0) return;
    saying = saying
      .then(() => settle(office, turn, batch))
      .then((stopped) => {
        told.stopped.push(...stopped);
      })
      .catch((error) => {
        broken ??= error;
      });
  };
  const note = (id: string, outcome: Outcome) => {
    outcomes.push({ id, ...outcome });
    if (outcome.state === 'sent') told.sent++;
    else if (outcome.state === 'failed') told.failed++;
    else if (outcome.state === 'retry') told.retried++;
    if (outcomes.length >= SAY_AT) say();
    else timer ??= setTimeout(say, SAY_AFTER_MS);
  };
  // Paused before anything of it is given back: nobody claims it again.
  const holding = new Map<string, Promise<void>>();
  const hold = (campaign: string, reason: string) => {
    const known = holding.get(campaign);
    if (known) return known;
    const paused = holdCampaign(office, campaign, reason)
      .then((isStopped) => {
        if (isStopped) told.stopped.push(campaign);
      })
      .catch((error) => {
        broken ??= error;
      });
    holding.set(campaign, paused);
    return paused;
  };
  const sendNext = async ({ letter, claimedAt }: Held) => {
    // Whoever began may finish; nothing new begins.
    if (told.away !== null || broken !== null || turn.isStopping() || performance.now() - claimedAt > BEGIN_WITHIN_MS) {
      note(letter.id, { state: 'away' });
      return;
    }
    const outcome = await sendOne(office, mailer, letter, hold);
    if (outcome === null) {
      note(letter.id, { state: 'away' });
      return;
    }
    if (outcome.state === 'sent' || outcome.state === 'failed') dropped = 0;
    else if (++dropped >= MOST_DROPPED && outcome.code === undefined) told.away ??= outcome.reason ?? 'The mail server takes no letters.';
    if (outcome.state === 'away') told.away ??= outcome.reason ?? 'The mail server is away.';
    note(letter.id, outcome);
  };
  const sender = async () => {
    for (;;) {
      if (held.length < BATCH / 2 && mayClaim()) {
        const more = fetchMore();
        if (held.length === 0) await more;
      }
      const next = held.shift();
      if (next) await sendNext(next);
      else if (claiming) await claiming;
      else if (!mayClaim()) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  say();
  await saying;
  if (broken) throw broken;
  return told;
}

type Hold = (campaign: string, reason: string) => Promise<void>;

/** Sends one letter; null when none of its campaign can be written, and it is held. */
async function sendOne(office: Office, mailer: Mailer, letter: ClaimedLetter, hold: Hold): Promise<Outcome | null> {
  try {
    const written = await letterTo(office, await outgoingOf(office, letter), letter);
    await mailer.send(written);
    return { state: 'sent', subject: written.subject };
  } catch (error) {
    if (!(error instanceof UnwritableError)) return outcomeOf(error, mailer, letter.id);
    await hold(letter.campaign_id, error.message);
    return null;
  }
}

/** Pauses a campaign of which no letter can be written, with the reason. Answers whether it was not paused already. */
async function holdCampaign(office: Office, campaign: string, reason: string): Promise<boolean> {
  const { data, error } = await office.backend.service.rpc('hold_campaign', { p_id: campaign, p_reason: reason });
  if (error) throw error;
  return data;
}

/** Says what became of letters. Asked twice: an answer that is lost here is letters that arrive twice. Answers what was stopped. */
async function settle(office: Office, turn: Turn, batch: ({ id: string } & Outcome)[]): Promise<string[]> {
  const ask = () =>
    office.backend.service.rpc('settle_deliveries', { p_worker: turn.worker, p_outcomes: batch, p_now: turn.now().toISOString() });
  const first = await ask();
  const { data, error } = first.error ? await ask() : first;
  if (error) throw error;
  return (data as { stopped: string[] }).stopped;
}
