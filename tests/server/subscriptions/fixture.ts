import type { LinkPurpose } from '../../../src/server/links/signed-link.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import type { TestOffice } from '../../support/office.ts';

const one = async (office: TestOffice, sql: string, values: unknown[]) =>
  (await office.exec<{ value: string }>(sql, values))[0]?.value ?? '';

type ListColumns = { name?: string; needs_consent?: boolean; is_public?: boolean; translations?: object; description?: string };

/** A mailing list of the test, and a letter of a campaign of it. */
export const makeList = (office: TestOffice, columns: ListColumns = {}): Promise<string> =>
  one(
    office,
    `insert into mailing_lists (code, name, description, needs_consent, is_public, translations) values ($1, $2, $3, $4, $5, ($6::text)::jsonb) returning id as value`,
    [
      `list-${crypto.randomUUID()}`,
      columns.name ?? 'Neighborhood Bulletin',
      columns.description ?? '',
      columns.needs_consent ?? true,
      columns.is_public ?? true,
      JSON.stringify(columns.translations ?? {}),
    ],
  );

export async function makeLetter(office: TestOffice, list: string, to: string, status = 'sent', language = 'en'): Promise<string> {
  const campaign = await one(
    office,
    `insert into campaigns (name, list_id, status, frozen_at) values ('Bulletin', $1, 'sending', now()) returning id as value`,
    [list],
  );
  return one(
    office,
    `insert into deliveries (kind, key, to_address, language, campaign_id, priority, status, settled_at)
     values ('campaign.letter', gen_random_uuid()::text, $1, $4, $2, 10, $3, case when $3 <> 'waiting' then now() end) returning id as value`,
    [to, campaign, status, language],
  );
}

export const statusOf = (office: TestOffice, list: string, address: string): Promise<string> =>
  one(
    office,
    'select c.status as value from subscriptions c join subscribers s on s.id = c.subscriber_id where s.address = $1 and c.list_id = $2',
    [address, list],
  );

export const letterOf = async (office: TestOffice, id: string) =>
  (await office.exec<{ status: string; reason: string | null }>('select status, reason from deliveries where id = $1', [id]))[0];

/** All that choices are kept in, as one text: equal before and after is nothing changed. */
export const choicesOf = (office: TestOffice): Promise<string> =>
  one(
    office,
    `select md5(coalesce((select string_agg(t::text, ' ' order by t.id) from subscribers t), '') || coalesce((select string_agg(t::text, ' ' order by t.id) from subscriptions t), '')
       || coalesce((select string_agg(t::text, ' ' order by t.id) from consents t), '') || coalesce((select string_agg(t::text, ' ' order by t.id) from deliveries t), '')
       || (select count(*) from residents) || (select count(*) from change_sets)) as value`,
    [],
  );

export const pathOf = async (
  office: TestOffice,
  at: '/u' | '/preferences' | '/subscribe',
  purpose: LinkPurpose,
  id: string,
): Promise<string> => `${at}/${await signLink(office, purpose, id)}`;
