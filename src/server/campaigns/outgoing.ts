import { signLink } from '../links/signed-link.ts';
import type { Attachment, Letter } from '../mail/transport.ts';
import type { Office } from '../office.ts';
import { type CompiledCampaign, compileCampaign, renderLetter } from './compile.ts';
import { loadContent } from './content.ts';
import { countLinks } from './links.ts';
import { returnPathOf } from './return-path.ts';
import { type About, type CampaignContent, CompileError, type Person } from './types.ts';

/** No letter of a campaign can be written until somebody mends it; the message is a sentence for them. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
}

/** What all letters of a campaign share. */
export type Outgoing = {
  compiled: CompiledCampaign;
  fromName: string | null;
  replyTo: string | null;
  archive: string | null;
  attachments: Attachment[];
  list: { name: string; id: string };
  feedbackId: string;
};
type Envelope = { from_name: string | null; reply_to: string | null; list: { code: string; name: string } };

/** A letter as `claim_campaign_deliveries` hands it out. */
export type ClaimedLetter = {
  id: string;
  campaign_id: string;
  campaign_version: number;
  /** What `campaign_stamp` said as it was claimed. */
  stamp?: string;
  to_address: string;
  language: string;
  variant: string | null;
  message_id: string;
  attempts: number;
  subscriber_id: string | null;
  person: Omit<Person, 'language'> & { about?: About };
};

/** Also without anybody changing anything: events in it pass, so what was compiled is good for so long. */
const GOOD_FOR_MS = 10 * 60_000;
const KEPT = 8;
const kept = new WeakMap<Office, Map<string, { at: number; outgoing: Promise<Outgoing> }>>();

/** Compiled once for each state of what its letters are made of, whoever asks. */
export function outgoingOf(office: Office, { campaign_id: id, campaign_version: version, stamp }: ClaimedLetter): Promise<Outgoing> {
  const mine = kept.get(office) ?? new Map<string, { at: number; outgoing: Promise<Outgoing> }>();
  kept.set(office, mine);
  const key = `${id} ${stamp ?? version}`;
  const known = mine.get(key);
  if (known && Date.now() - known.at < GOOD_FOR_MS) return known.outgoing;
  const outgoing = loadOutgoing(office, id);
  mine.delete(key);
  mine.set(key, { at: Date.now(), outgoing });
  // What failed is tried anew by the next letter.
  outgoing.catch(() => mine.delete(key));
  for (const oldest of mine.keys()) if (mine.size > KEPT) mine.delete(oldest);
  return outgoing;
}

async function loadOutgoing(office: Office, id: string): Promise<Outgoing> {
  const [facts, envelope] = await Promise.all([loadContent(office, id), office.backend.service.rpc('campaign_envelope', { p_id: id })]);
  if (envelope.error) throw envelope.error;
  if (!facts) throw new Error('The campaign is not there any more.');
  if (facts.messages.length === 0) throw new UnwritableError('Its letters cannot be made any more: it says nothing in any language.');
  const { from_name, reply_to, list } = envelope.data as unknown as Envelope;
  const host = new URL(office.address.url).hostname;
  return {
    compiled: await countLinks(office, facts, await compile(facts)),
    fromName: from_name,
    replyTo: reply_to,
    archive: facts.slug ? `${office.address.url}/archive/${facts.slug}` : null,
    attachments: await Promise.all(
      facts.attachments.map(async ({ name, media_type, path }) => ({
        filename: name,
        contentType: media_type,
        content: await bytesOf(office, path),
      })),
    ),
    list: { name: list.name, id: `${list.code}.${host}` },
    feedbackId: `${id.slice(0, 8)}:${list.code}:campaign:${host}`,
  };
}

/** @throws UnwritableError with what somebody has to mend: it was read when it was approved, and a layout or a file changed since. */
async function compile(facts: CampaignContent): Promise<CompiledCampaign> {
  try {
    return await compileCampaign(facts);
  } catch (error) {
    const [first] = error instanceof CompileError ? error.problems : [];
    if (!first) throw error;
    const where = first.in === 'layout' ? 'of its layout' : `in the language ${first.language}`;
    throw new UnwritableError(`Its letters cannot be made any more: line ${first.line} ${where}.`);
  }
}

/** The letter to one person, with the links that are theirs alone (RFC 2369, RFC 8058). */
export async function letterTo(office: Office, outgoing: Outgoing, claimed: ClaimedLetter): Promise<Letter> {
  const { url } = office.address;
  const { bounceAddress } = office.config;
  const token = await signLink(office, 'unsubscribe', claimed.id);
  const unsubscribe = `${url}/u/${token}`;
  // Who never chose anything has no row of their own yet: their letter opens the same page.
  const preferences = `${url}/preferences/${await signLink(office, 'preferences', claimed.subscriber_id ?? claimed.id)}`;
  const { about, ...person } = claimed.person;
  const answer = about?.inquiry && `${url}/closed/${await signLink(office, 'closing', about.inquiry.id)}`;
  const { subject, html, text, language } = renderLetter(outgoing.compiled, {
    language: claimed.language,
    variant: claimed.variant === 'b' ? 'b' : claimed.variant === 'a' ? 'a' : null,
    person: { ...person, language: claimed.language },
    links: { unsubscribe, preferences, archive: outgoing.archive, ...(answer ? { answer } : {}) },
    ...(about ? { about } : {}),
  });
  return {
    to: claimed.to_address,
    subject,
    html,
    text,
    fromName: outgoing.fromName,
    replyTo: outgoing.replyTo,
    messageId: claimed.message_id,
    attachments: outgoing.attachments,
    returnPath: await returnPathOf(office, claimed.id),
    list: { ...outgoing.list, leave: [unsubscribe, ...(bounceAddress ? [`mailto:${bounceAddress}?subject=unsubscribe%20${token}`] : [])] },
    headers: { 'Feedback-ID': outgoing.feedbackId, 'Content-Language': language },
  };
}

/** @throws UnwritableError when the file is gone: a letter does not leave without what was approved with it. */
async function bytesOf(office: Office, path: string): Promise<Uint8Array> {
  const bytes = await office.files.get(path);
  if (!bytes) throw new UnwritableError('Its letters cannot be made any more: a file that was approved with it is missing.');
  return bytes;
}
