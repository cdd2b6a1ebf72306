import { createHash } from 'node:crypto';
import { readReturnPath } from '../campaigns/return-path.ts';
import { readLink } from '../links/signed-link.ts';
import type { Office } from '../office.ts';
import { lettersOf } from './proof.ts';
import { cleanLine } from './read-mail.ts';

/** What a mail provider says of one letter, in its own few words. */
export type ProviderReport = {
  /** The signed return address, or the token of the letter's unsubscribe link. */
  token: string | null;
  message_id: string | null;
  status: string | null;
  diagnostic: string | null;
  /** "complaint", "delayed", otherwise a bounce. */
  type: string | null;
};
export type ProviderOutcome = { kind: string; outcome: string; is_new: boolean };

/** Records each; the provider has proven by the hook's secret who it is, so a Message-ID is enough to say which letter. */
export async function recordProviderReports(office: Office, reports: ProviderReport[]): Promise<ProviderOutcome[]> {
  const byMessage = await lettersOf(
    office,
    reports.flatMap(({ message_id }) => (message_id ? [message_id] : [])),
  );
  const outcomes: ProviderOutcome[] = [];
  for (const report of reports) {
    const { token, message_id } = report;
    const letter = token
      ? ((await readReturnPath(office, token)) ?? (await readLink(office, 'unsubscribe', token)))
      : (byMessage.get(`<${(message_id ?? '').replace(/^<|>$/g, '').toLowerCase()}>`)?.id ?? null);
    const type = (report.type ?? 'bounce').toLowerCase();
    const isComplaint = /^(complaint|abuse|spam)/.test(type);
    const { data, error } = await office.backend.service.rpc('record_bounce', {
      p: {
        source: 'hook',
        source_key: `hook:${createHash('sha256').update(JSON.stringify(report)).digest('hex')}`,
        delivery_id: letter,
        type: isComplaint ? 'complaint' : 'bounce',
        action: isComplaint ? 'abuse' : /^(delay|defer)/.test(type) ? 'delayed' : /^deliver/.test(type) ? 'delivered' : 'failed',
        status: report.status,
        diagnostic: cleanLine(report.diagnostic ?? '') || null,
      },
    });
    if (error) throw error;
    outcomes.push(data as ProviderOutcome);
  }
  return outcomes;
}
