import type { TestOffice } from '../../support/office.ts';

export const campaign = '50000000-0000-4000-8000-000000000001';
export const list = '50000000-0000-4000-8000-000000000002';

/** A campaign on a list, written and scheduled. */
export async function makeCampaign(office: TestOffice): Promise<void> {
  await office.exec(`insert into mailing_lists (id, code, name) values ($1, 'neighborhood-bulletin', 'Neighborhood bulletin')`, [list]);
  await office.exec(
    `insert into campaigns (id, name, list_id, status, frozen_at) values ($1, 'What the winter brings', $2, 'sending', now())`,
    [campaign, list],
  );
}

/** A letter of the campaign that went to an address so many days ago. */
export async function sentTo(office: TestOffice, address: string, { daysAgo = 0, of = campaign as string | null } = {}): Promise<string> {
  const [row] = await office.exec<{ id: string }>(
    `insert into deliveries (kind, key, to_address, language, campaign_id, status, settled_at)
     values ('campaign.letter', gen_random_uuid()::text, $1, 'en', $2, 'sent', now() - make_interval(days => $3)) returning id`,
    [address, of, daysAgo],
  );
  return row?.id ?? '';
}

export type Recorded = { id: string; kind: string; outcome: string; is_new: boolean };
export type Report = {
  status?: string | null;
  action?: string;
  type?: 'bounce' | 'complaint';
  addresses?: string[];
  source_key?: string;
  diagnostic?: string;
  daysAgo?: number;
};

/** Records a report about a letter, as the program does once it has proven which letter it is. */
export async function report(office: TestOffice, delivery: string | null, given: Report = {}): Promise<Recorded> {
  const { daysAgo = 0, ...rest } = given;
  const { data, error } = await office.service.rpc('record_bounce', {
    p: {
      source_key: crypto.randomUUID(),
      source: 'mailbox',
      type: 'bounce',
      action: 'failed',
      delivery_id: delivery,
      received_at: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
      ...rest,
    },
  });
  if (error) throw error;
  return data as Recorded;
}

export async function suppressionOf(office: TestOffice, address: string): Promise<string | null> {
  const rows = await office.exec<{ reason: string }>('select reason from suppressions where address = $1 and lifted_at is null', [address]);
  return rows[0]?.reason ?? null;
}
