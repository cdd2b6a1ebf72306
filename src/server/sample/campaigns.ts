import { addDays, monthOf } from '../../domain/shared/dates.ts';
import { type CampaignPlan, planCampaigns } from './campaign-plans.ts';
import { clock } from './inquiries.ts';
import type { Random } from './random.ts';
import type { SampleResident } from './residents.ts';
import { replies, type Said, type SampleBlock, type SampleReply, sampleLists } from './words-campaigns.ts';

export type SampleSubscriber = {
  address: string;
  subscriptions: { list: string; status: 'subscribed' | 'pending'; source: 'form' | 'confirmation' | 'staff'; at_local: string }[];
};
export type SampleLetter = {
  resident: number;
  address: string;
  language: string;
  sent_local: string | null;
  status: 'sent' | 'failed' | 'waiting' | 'cancelled';
  reason: string | null;
  bounce: { kind: 'hard' | 'full' | 'policy' | 'soft'; status_code: string; diagnostic: string } | null;
  bounced_local: string | null;
  complained_local: string | null;
  unsubscribed_local: string | null;
  replied_local: string | null;
  /** What the office made an inquiry of. */
  reply: SampleReply | null;
};
/** A campaign as load_sample_campaigns takes it: keys, codes and addresses instead of ids, the office's clock instead of instants. */
export type SampleCampaign = Omit<CampaignPlan, 'said' | 'meant' | 'sent_on'> & {
  messages: (Omit<Said, 'blocks'> & { language: string; blocks: (SampleBlock & { id: string })[] })[];
  letters: SampleLetter[];
  left_out: { resident: number; address: string | null; reason: string }[];
};

const LISTED = { 'neighborhood-bulletin': 0.62, trainings: 0.3, 'city-notices': 0.08 } as const;

/** Lists, who asked for them, and what they were sent in the last seven months; what is being written, and what goes next. */
export function inventCampaigns(random: Random, residents: SampleResident[], today: string) {
  const people = new Map<string, SampleResident>();
  for (const one of residents) if (one.emails[0] && !people.has(one.emails[0].address)) people.set(one.emails[0].address, one);
  const subscribers = [...people.keys()].map((address) => inventSubscriber(random, address, today)).filter((one) => one !== null);
  const asked = new Map(subscribers.map((one) => [one.address, one]));
  const left = new Map<string, string>();
  const suppressed = new Map<string, string>();

  const campaigns = planCampaigns(today).map(({ said, meant, sent_on, ...plan }): SampleCampaign => {
    const letters: SampleLetter[] = [];
    const leftOut: SampleCampaign['left_out'] = [];
    const needsConsent = sampleLists.find((list) => list.code === plan.list)?.needs_consent ?? true;
    const written = new Set<string>();
    const begins = sent_on ?? plan.scheduled_local;
    for (const one of begins ? residents.filter(meant) : []) {
      const address = one.emails[0]?.address ?? null;
      const mine = address ? asked.get(address)?.subscriptions.find((row) => row.list === plan.list) : undefined;
      const reason = !address
        ? 'no_address'
        : written.has(address)
          ? 'same_address'
          : (suppressed.get(address) ?? '9') < begins!
            ? 'suppressed'
            : (left.get(`${plan.list} ${address}`) ?? '9') < begins!
              ? 'unsubscribed'
              : needsConsent && !(mine?.status === 'subscribed' && mine.at_local < begins!)
                ? 'no_consent'
                : null;
      if (reason) leftOut.push({ resident: one.key, address, reason });
      else if (address) {
        written.add(address);
        const language = one.preferred_language in said ? one.preferred_language : plan.fallback_language;
        const last = inventLetter(random, { resident: one.key, address, language }, { sentOn: sent_on, place: letters.length, today });
        letters.push(last);
        if (last.unsubscribed_local) left.set(`${plan.list} ${address}`, last.unsubscribed_local);
        if (last.bounce?.kind === 'hard' && last.bounced_local) suppressed.set(address, last.bounced_local);
        if (last.complained_local) suppressed.set(address, last.complained_local);
      }
    }
    const messages = Object.entries(said).map(([language, words]) => ({
      ...words,
      language,
      blocks: words.blocks.map((block, index) => ({ id: `${language}-${index + 1}`, ...block })),
    }));
    const ends = letters.map((letter) => letter.sent_local).filter((at) => at !== null);
    return { ...plan, started_local: sent_on, finished_local: ends.sort().at(-1) ?? null, messages, letters, left_out: leftOut };
  });
  // What was answered last became inquiries.
  const answers = campaigns.flatMap((campaign) => campaign.letters.find((letter) => letter.replied_local) ?? []).reverse();
  for (const [index, reply] of replies.entries()) if (answers[index]) answers[index].reply = reply;
  return { lists: sampleLists, subscribers, campaigns };
}

function inventSubscriber(random: Random, address: string, today: string): SampleSubscriber | null {
  const subscriptions = Object.entries(LISTED)
    .filter(([, share]) => random.chance(share))
    .map(([list]) => {
      const pending = random.chance(0.015);
      const on = addDays(monthOf(today), pending ? -random.between(1, 20) : -random.between(20, 420));
      return {
        list,
        status: pending ? ('pending' as const) : ('subscribed' as const),
        source: random.weighted([
          ['form', 55],
          ['confirmation', 25],
          ['staff', 20],
        ] as const),
        at_local: `${on} ${clock(random, 8, 20)}`,
      };
    });
  return subscriptions.length > 0 ? { address, subscriptions } : null;
}

/** One letter and what became of it: nearly all arrive, a few come back, one or two are answered. */
function inventLetter(
  random: Random,
  to: { resident: number; address: string; language: string },
  { sentOn, place, today }: { sentOn: string | null; place: number; today: string },
): SampleLetter {
  const nothing = { bounce: null, bounced_local: null, complained_local: null, unsubscribed_local: null, replied_local: null, reply: null };
  if (!sentOn) return { ...to, ...nothing, sent_local: null, status: 'waiting', reason: null };
  const day = sentOn.slice(0, 10);
  // Five a second, the slowest wait for a second try.
  const slow = random.chance(0.02) ? random.between(300, 1500) : 0;
  const seconds = Number(sentOn.slice(11, 13)) * 3600 + Number(sentOn.slice(14, 16)) * 60 + Math.floor(place / 5) + slow;
  const at = `${day} ${new Date(seconds * 1000).toISOString().slice(11, 19)}`;
  if (random.chance(0.004))
    return { ...to, ...nothing, sent_local: at, status: 'failed', reason: '550 5.7.1 This domain does not take letters from this sender.' };
  const later = (days: number) => {
    const on = addDays(day, random.between(1, days));
    return on < today ? `${on} ${clock(random, 8, 20)}` : null;
  };
  const fate = random.next();
  const came =
    fate < 0.007
      ? {
          bounce: { kind: 'hard' as const, status_code: '5.1.1', diagnostic: 'The account that you tried to reach does not exist.' },
          bounced_local: later(1),
        }
      : fate < 0.011
        ? { bounce: { kind: 'full' as const, status_code: '4.2.2', diagnostic: 'The mailbox is full.' }, bounced_local: later(3) }
        : fate < 0.018
          ? { unsubscribed_local: later(6) }
          : fate < 0.0185
            ? { complained_local: later(4) }
            : fate < 0.022
              ? { replied_local: later(3) }
              : {};
  return { ...to, ...nothing, ...came, sent_local: at, status: 'sent', reason: null };
}
