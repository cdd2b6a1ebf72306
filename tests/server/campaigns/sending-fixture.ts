import type { TestOffice } from '../../support/office.ts';

export type Letter = {
  id: string;
  to_address: string;
  status: string;
  reason: string | null;
  attempts: number;
  message_id: string | null;
  send_at: Date;
  leased_by: string | null;
  variant: string | null;
  subject: string | null;
  status_code: string | null;
};

/** A campaign of a list of its own, frozen for these addresses, as if it had been approved and scheduled. */
export async function makeCampaign(
  office: TestOffice,
  addresses: string[],
  differs: Record<string, unknown> = {},
): Promise<{ id: string; list: string }> {
  const [list] = await office.exec<{ id: string }>(
    `insert into mailing_lists (code, name, needs_consent) values ('list-' || left(gen_random_uuid()::text, 8), 'Neighborhood Bulletin', false) returning id`,
  );
  const campaign = {
    name: 'Spring bulletin',
    status: 'scheduled',
    list_id: list?.id,
    scheduled_at: '2026-01-01T00:00:00Z',
    frozen_at: '2026-01-01T00:00:00Z',
    rate_per_second: 1000,
    ...differs,
  };
  const { status, ...draft } = campaign;
  const columns = Object.keys(draft);
  const [row] = await office.exec<{ id: string }>(
    `insert into campaigns (${columns.join(', ')}) values (${columns.map((_one, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(draft),
  );
  const id = row?.id ?? '';
  await office.exec(
    `insert into campaign_messages (campaign_id, language, subject, subject_b, blocks) values
      ($1, 'en', 'Spring at the library', 'What spring brings', '[{"id": "1", "kind": "text", "text": "Dear {{ person.first_name | default: \\"neighbor\\" }}, the library opens."}]'),
      ($1, 'es', 'Primavera en la biblioteca', null, '[{"id": "1", "kind": "text", "text": "La biblioteca abre."}]')`,
    [id],
  );
  await office.exec('update campaigns set status = $2 where id = $1', [id, status]);
  await office.exec(
    `insert into deliveries (kind, key, campaign_id, to_address, language, priority, send_at)
     select 'campaign.letter', 'campaign:' || $1 || ':' || a, $1::uuid, a, 'en', 10, $3::timestamptz from jsonb_array_elements_text($2::jsonb) a`,
    [id, JSON.stringify(addresses), String(campaign.scheduled_at)],
  );
  return { id, list: list?.id ?? '' };
}

export const numbered = (count: number, domain = 'mail.test', name = 'p'): string[] =>
  Array.from({ length: count }, (_none, n) => `${name}${n + 1}@${domain}`);

export const lettersOf = (office: TestOffice, campaign: string): Promise<Letter[]> =>
  office.exec<Letter>('select * from deliveries where campaign_id = $1 order by to_address', [campaign]);

export async function stateOf(office: TestOffice, campaign: string): Promise<{ status: string; pause_reason: string | null }> {
  const [row] = await office.exec<{ status: string; pause_reason: string | null }>(
    'select status, pause_reason, started_at, finished_at from campaigns where id = $1',
    [campaign],
  );
  return row ?? { status: 'none', pause_reason: null };
}

type Claimed = { id: string; to_address: string; message_id: string; attempts: number; variant: string | null };

export async function claim(office: TestOffice, worker: string, at: string, limit = 100): Promise<Claimed[]> {
  const { data, error } = await office.service.rpc('claim_campaign_deliveries', {
    p_worker: worker,
    p_limit: limit,
    p_lease_seconds: 60,
    p_host: 'office.city.example',
    p_now: at,
  });
  if (error) throw error;
  return data as Claimed[];
}

export type Outcome = { id: string; state: string; reason?: string; subject?: string; code?: string };
export async function settle(
  office: TestOffice,
  worker: string,
  outcomes: Outcome[],
  at: string,
): Promise<{ settled: number; stopped: string[] }> {
  const { data, error } = await office.service.rpc('settle_deliveries', { p_worker: worker, p_outcomes: outcomes, p_now: at });
  if (error) throw error;
  return data as { settled: number; stopped: string[] };
}
