import type { TestOffice } from '../../support/office.ts';

export type Person = {
  name: string;
  language?: string;
  emails?: string[];
  tags?: string[];
  neighborhood?: string;
  district?: string;
  interpreter?: boolean;
  since?: string;
};

/** People, lists and campaigns, put straight into the database. */
export function audienceOf(office: TestOffice) {
  const id = async (sql: string, values: unknown[] = []) => String((await office.exec<{ id: string }>(sql, values))[0]?.id);
  const addPerson = async ({
    name,
    language = 'en',
    emails = [],
    tags = [],
    neighborhood,
    district,
    interpreter = false,
    since,
  }: Person) => {
    const person = await id(
      `insert into residents (name, preferred_language, tags, neighborhood, district_id, needs_interpreter, created_at)
       values ($1, $2, array(select jsonb_array_elements_text($3::text::jsonb)), $4, $5, $6, coalesce($7::timestamptz, now())) returning id`,
      [name, language, JSON.stringify(tags), neighborhood ?? null, district ?? null, interpreter, since ?? null],
    );
    for (const [n, address] of emails.entries())
      await office.exec(
        `insert into resident_emails (resident_id, address, created_at) values ($1, $2, now() + $3 * interval '1 second')`,
        [person, address, n],
      );
    return person;
  };
  const addList = (code: string, needsConsent = false) =>
    id(`insert into mailing_lists (code, name, needs_consent) values ($1, $1, $2) returning id`, [code, needsConsent]);
  const subscribe = async (address: string, list: string, status = 'subscribed', more: object = {}) => {
    const { language = null, frequency = 'every', paused_until = null } = more as Record<string, string>;
    const subscriber = await id(
      `insert into subscribers (address, language, frequency, paused_until) values ($1, $2, $3, $4::date)
       on conflict (address) do update set frequency = excluded.frequency returning id`,
      [address, language, frequency, paused_until],
    );
    await office.exec(`insert into subscriptions (subscriber_id, list_id, status) values ($1, $2, $3)`, [subscriber, list, status]);
    return subscriber;
  };
  const addCampaign = async (list: string, audience: object = {}, more: Record<string, unknown> = {}, languages = ['en']) => {
    const columns = Object.keys(more);
    const campaign = await id(
      `insert into campaigns (name, list_id, audience${columns.map((one) => `, ${one}`).join('')})
       values ('A letter', $1, $2::text::jsonb${columns.map((_one, n) => `, $${n + 3}`).join('')}) returning id`,
      [list, JSON.stringify(audience), ...Object.values(more)],
    );
    for (const language of languages)
      await office.exec(`insert into campaign_messages (campaign_id, language, subject) values ($1, $2, 'Hello')`, [campaign, language]);
    return campaign;
  };
  /** Who is meant, by name or address: null, or why not. */
  const judge = async (campaign: string) => {
    const rows = await office.exec<{ who: string; reason: string | null }>(
      `select coalesce(t.name, r.address) as who, r.reason from private.campaign_recipients($1) r left join residents t on t.id = r.resident_id order by 1`,
      [campaign],
    );
    return Object.fromEntries(rows.map(({ who, reason }) => [who, reason]));
  };
  const freeze = async (campaign: string) =>
    (await office.exec<{ f: { count: number; excluded: number } }>(`select private.freeze_campaign($1) as f`, [campaign]))[0]?.f;
  return { id, addPerson, addList, subscribe, addCampaign, judge, freeze };
}
