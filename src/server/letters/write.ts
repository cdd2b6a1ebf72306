import { returnPathOf } from '../campaigns/return-path.ts';
import { eventCalendar } from '../feeds/ics.ts';
import { signAddress } from '../links/signed-address.ts';
import { signLink } from '../links/signed-link.ts';
import type { Letter } from '../mail/transport.ts';
import type { Office } from '../office.ts';
import { type ClosingFacts, isOfClosing, writeClosing } from './closing.ts';
import type { LetterFacts } from './facts.ts';
import { kinds, type Links, type Written } from './kinds.ts';
import { titleIn } from './pieces.ts';
import { isOfReferrals, type ReferralFacts, writeReferral } from './referrals.ts';
import { isReply, type ReplyFacts, writeReply } from './replies.ts';
import { type ScreenerFacts, writeScreenerLetter } from './screener.ts';
import { type SubscriptionFacts, subscriptionKinds } from './subscription.ts';

/** Where a registration's own page is. */
export const registrationPath = (token: string): string => `/r/${token}`;
export const thanksPath = (token: string): string => `/thanks/${token}`;
export const ratingPath = (token: string): string => `/rate/${token}`;
export const usedPath = (token: string): string => `/used/${token}`;

/** The links of one registration, signed. */
async function linksOf(office: Office, registration: string): Promise<Links> {
  const { url } = office.address;
  const rating = await signLink(office, 'rating', registration);
  return {
    registration: url + registrationPath(await signLink(office, 'registration', registration)),
    thanks: url + thanksPath(await signLink(office, 'thanks', registration)),
    rating: url + ratingPath(rating),
    used: url + usedPath(rating),
  };
}

/** Writes a letter to be looked at: it says the same as the real one, and its links open nothing. */
export function writeSample(facts: LetterFacts, url: string): Written {
  return writerOf(facts.kind)(facts, {
    registration: url + registrationPath('…'),
    thanks: url + thanksPath('…'),
    rating: url + ratingPath('…'),
    used: url + usedPath('…'),
  });
}

/** Writes the letter that these facts ask for, ready to be sent. */
export async function writeDelivery(
  office: Office,
  facts: LetterFacts | SubscriptionFacts | ReferralFacts | ScreenerFacts | ReplyFacts | ClosingFacts,
): Promise<Omit<Letter, 'to' | 'messageId'>> {
  if (isOfReferrals(facts)) return writeOfReferral(office, facts);
  if (isReply(facts)) return writeOfInquiry(office, facts);
  if (isOfClosing(facts)) return writeOfClosing(office, facts);
  if (isOfScreener(facts)) {
    const { language, ...letter } = writeScreenerLetter(facts);
    return { ...letter, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language } };
  }
  if (isOfLists(facts)) return writeOfLists(office, facts);
  if (!facts.registration) throw new Error(`A letter of the kind "${facts.kind}" needs a registration.`);
  const { subject, text, html, language } = writerOf(facts.kind)(facts, await linksOf(office, facts.registration.id));
  const calendar = withCalendar.has(facts.kind) ? { attachments: [calendarOf(facts, language, office.address.url)] } : {};
  return { subject, text, html, ...calendar, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language } };
}

const isOfScreener = (facts: { kind: string }): facts is ScreenerFacts => facts.kind === 'screener.sheet';
const isOfLists = (facts: LetterFacts | SubscriptionFacts): facts is SubscriptionFacts => Object.hasOwn(subscriptionKinds, facts.kind);

/** Where the receiver of a referral answers. */
export const referralPath = (token: string): string => `/referral/${token}`;

/** To the receiver of a referral: the address is their key, and the letter says nothing of the resident. */
async function writeOfReferral(office: Office, facts: ReferralFacts): Promise<Omit<Letter, 'to' | 'messageId'>> {
  const link = office.address.url + referralPath(await signLink(office, 'referral', facts.link));
  const { subject, text, html, language } = writeReferral(facts, link);
  return { subject, text, html, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language } };
}

/** Answers to it find back by an address of its own, by what it names, and by the number in its subject. A person wrote it, and no machine. */
async function writeOfInquiry(office: Office, facts: ReplyFacts): Promise<Omit<Letter, 'to' | 'messageId'>> {
  const { subject, text, html, language } = writeReply(facts);
  const { replyAddress } = office.config;
  const attachments = await Promise.all(
    facts.files.map(async ({ name, media_type, path }) => {
      const content = await office.files.get(path);
      if (!content) throw new Error('A file of the answer is not in the store any more.');
      return { filename: name, contentType: media_type, content: new Uint8Array(content) };
    }),
  );
  return {
    subject,
    text,
    html,
    attachments,
    cc: facts.cc,
    returnPath: await returnPathOf(office, facts.id),
    ...(replyAddress ? { replyTo: await signAddress(office, 'reply', replyAddress, facts.inquiry_id) } : {}),
    headers: {
      'Auto-Submitted': 'no',
      'Content-Language': language,
      ...(facts.in_reply_to ? { 'In-Reply-To': facts.in_reply_to } : {}),
      ...(facts.references.length > 0 ? { References: facts.references.join(' ') } : {}),
    },
  };
}

/** Where the one question after a closing is asked. */
export const closingPath = (token: string): string => `/closed/${token}`;

/** To whoever asked: how it ended, and whether it helped. Opening the link answers nothing. */
async function writeOfClosing(office: Office, facts: ClosingFacts): Promise<Omit<Letter, 'to' | 'messageId'>> {
  const link = office.address.url + closingPath(await signLink(office, 'closing', facts.link));
  const { subject, text, html, language } = writeClosing(facts, link);
  return { subject, text, html, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language } };
}

/** To whoever typed an address: their own letter is the key to what they confirm or choose. */
async function writeOfLists(office: Office, facts: SubscriptionFacts): Promise<Omit<Letter, 'to' | 'messageId'>> {
  const isToConfirm = facts.kind === 'subscription.confirm';
  const token = await signLink(office, isToConfirm ? 'subscription' : 'preferences', facts.id);
  const writer = subscriptionKinds[facts.kind] as (typeof subscriptionKinds)[string];
  const { subject, text, html, language } = writer(facts, `${office.address.url}/${isToConfirm ? 'subscribe' : 'preferences'}/${token}`);
  return { subject, text, html, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language } };
}

/** Letters after which a calendar should show the event anew. */
const withCalendar = new Set(['registration.confirmed', 'event.changed', 'event.cancelled']);

/** The event as a file that calendars open. It has the event's own UID, so that a change replaces what was there. */
function calendarOf(facts: LetterFacts, language: string, url: string): NonNullable<Letter['attachments']>[number] {
  const { event, office } = facts;
  const title = titleIn(facts, language);
  const summary = event.translations[language]?.summary?.trim() || event.summary;
  const page = event.slug ? `${url}/e/${event.slug}` : null;
  const content = eventCalendar([{ ...event, title, summary, url: page }], { name: office.name, method: 'PUBLISH', language, busy: true });
  return { filename: 'event.ics', content, contentType: 'text/calendar; charset=utf-8; method=PUBLISH' };
}

function writerOf(kind: string) {
  const writer = kinds[kind];
  if (!writer) throw new Error(`This program does not know letters of the kind "${kind}".`);
  return writer;
}
