import { signLink } from '../links/signed-link.ts';
import type { Letter } from '../mail/transport.ts';
import type { Office } from '../office.ts';
import type { LetterFacts } from './facts.ts';
import { kinds, type Links, type Written } from './kinds.ts';

/** Where a registration's own page is. */
export const registrationPath = (token: string): string => `/r/${token}`;
export const thanksPath = (token: string): string => `/thanks/${token}`;

/** The links of one registration, signed. */
async function linksOf(office: Office, registration: string): Promise<Links> {
  const { url } = office.address;
  return {
    registration: url + registrationPath(await signLink(office, 'registration', registration)),
    thanks: url + thanksPath(await signLink(office, 'thanks', registration)),
  };
}

/** Writes a letter to be looked at: it says the same as the real one, and its links open nothing. */
export function writeSample(facts: LetterFacts, url: string): Written {
  return writerOf(facts.kind)(facts, { registration: url + registrationPath('…'), thanks: url + thanksPath('…') });
}

/** Writes the letter that these facts ask for, ready to be sent. */
export async function writeDelivery(office: Office, facts: LetterFacts): Promise<Omit<Letter, 'to' | 'messageId'>> {
  if (!facts.registration) throw new Error(`A letter of the kind "${facts.kind}" needs a registration.`);
  const { subject, text, html, language } = writerOf(facts.kind)(facts, await linksOf(office, facts.registration.id));
  return { subject, text, html, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language } };
}

function writerOf(kind: string) {
  const writer = kinds[kind];
  if (!writer) throw new Error(`This program does not know letters of the kind "${kind}".`);
  return writer;
}
