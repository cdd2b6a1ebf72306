import { readFileSync } from 'node:fs';
import { returnPathOf } from '../../../src/server/campaigns/return-path.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import { campaign } from '../../database/bounces/fixture.ts';
import type { TestOffice } from '../../support/office.ts';

/** A recorded mail, with the places in braces filled. Lines end as they do on the wire. */
export function recorded(name: string, values: Record<string, string> = {}): Uint8Array {
  const text = readFileSync(new URL(`../../fixtures/mail/${name}.eml`, import.meta.url), 'utf8');
  const filled = text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  return Buffer.from(filled.replace(/\r?\n/g, '\r\n'), 'utf8');
}

export type SentLetter = { id: string; to: string; values: Record<string, string> };

/** A letter that went out, and what a mail server or a reader would write about it. */
export async function sendLetter(
  office: TestOffice,
  to: string,
  { of = campaign as string | null, resident = null as string | null, language = 'en' } = {},
): Promise<SentLetter> {
  const [row] = await office.exec<{ id: string; message_id: string }>(
    `insert into deliveries (kind, key, to_address, language, campaign_id, resident_id, status, settled_at, subject, message_id)
     select 'campaign.letter', g.id, $1, $2, $3, $4, 'sent', now() - interval '1 minute', 'What the winter brings', null from (select gen_random_uuid()::text as id) g
     returning id, format('<%s@engage.example>', id) as message_id`,
    [to, language, of, resident],
  );
  const id = row?.id ?? '';
  await office.exec('update deliveries set message_id = $2 where id = $1', [id, row?.message_id]);
  return {
    id,
    to,
    values: {
      to,
      TO: to.toUpperCase(),
      message_id: row?.message_id ?? '',
      return_path: (await returnPathOf(office, id)) ?? '',
      token: await signLink(office, 'unsubscribe', id),
      reply_id: crypto.randomUUID(),
      feedback: 'abuse',
    },
  };
}
