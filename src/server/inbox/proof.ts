import { readReturnPath } from '../campaigns/return-path.ts';
import { readAddress } from '../links/signed-address.ts';
import { readLink } from '../links/signed-link.ts';
import type { Office } from '../office.ts';
import { addressesIn, type Mail } from './read-mail.ts';
import type { Report } from './read-report.ts';

const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-rcpt-to', 'x-delivered-to', 'to', 'cc'];
const MOST_CANDIDATES = 50;
const UUID = /^<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@/i;

/**
 * The letter that a report is about, as proven by what only its receiver could know: the signed address that the report came to,
 * or the signed link in the letter that it sends back. Null for whatever somebody made up.
 */
export async function provenLetter(office: Office, mail: Mail, report: Report | null): Promise<string | null> {
  const returned = report?.returned ?? null;
  const addresses = [
    ...RECIPIENT_HEADERS.flatMap((name) => mail.headers(name).flatMap(addressesIn)),
    ...(report?.senders ?? []),
    ...(returned?.headers('return-path') ?? []).flatMap(addressesIn),
  ];
  for (const address of new Set(addresses.slice(0, MOST_CANDIDATES))) {
    const letter = await readReturnPath(office, address);
    if (letter) return letter;
  }
  const token = /\/u\/([\w-]{22}\.[\w-]{22})/.exec(returned?.header('list-unsubscribe') ?? '')?.[1];
  return token ? readLink(office, 'unsubscribe', token) : null;
}

/** The inquiry whose own address a mail was sent to; null when it was not, or when we did not sign it. */
export async function addressedInquiry(office: Office, mail: Mail): Promise<string | null> {
  const base = office.config.replyAddress;
  if (base === null) return null;
  const addresses = RECIPIENT_HEADERS.flatMap((name) => mail.headers(name).flatMap(addressesIn));
  for (const address of new Set(addresses.slice(0, MOST_CANDIDATES))) {
    const inquiry = await readAddress(office, 'reply', base, address);
    if (inquiry) return inquiry;
  }
  return null;
}

/** The nearest letter that a person answers, and its kind; null when it is none of ours. */
export async function answeredLetter(office: Office, mail: Mail): Promise<{ id: string; kind: string } | null> {
  const letters = await lettersOf(office, mail.answers);
  return mail.answers.flatMap((id) => letters.get(id.toLowerCase()) ?? [])[0] ?? null;
}

/** Which of these Message-IDs are of letters of ours, in lower case: some mail programs write capitals anew. */
export async function lettersOf(office: Office, messageIds: string[]): Promise<Map<string, { id: string; kind: string }>> {
  const uuids = messageIds.flatMap((id) => UUID.exec(id)?.[1]?.toLowerCase() ?? []);
  const found = new Map<string, { id: string; kind: string }>();
  for (let from = 0; from < uuids.length; from += 100) {
    const { data, error } = await office.backend.service
      .from('deliveries')
      .select('id, kind, message_id')
      .in('id', uuids.slice(from, from + 100));
    if (error) throw error;
    for (const { id, kind, message_id } of data) if (message_id) found.set(message_id.toLowerCase(), { id, kind });
  }
  return found;
}
