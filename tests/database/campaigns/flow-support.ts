import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';
import { checkAsServer } from '../../support/submit-campaign.ts';

export type Refused = { code: string; hint: string; message: string };
export type Campaign = {
  id: string;
  status: string;
  version: number;
  writers: string[];
  approved_by: string | null;
  submitted_by: string | null;
  review_note: string | null;
  fallen_for: string[] | null;
  frozen_at: string | null;
  scheduled_at: string | null;
};

/** The acts of a campaign as each person calls them, and what is there afterwards. */
export function campaignsOf(office: TestOffice) {
  const call = async (role: Role, name: string, values: Record<string, unknown>): Promise<{ data: unknown; error: Refused | null }> => {
    const { data, error } = await office.as(role).rpc(name as never, values as never);
    return { data, error: error ? { code: error.code, hint: error.hint ?? '', message: error.message } : null };
  };
  const must = async (role: Role, name: string, values: Record<string, unknown>): Promise<unknown> => {
    const { data, error } = await call(role, name, values);
    if (error) throw new Error(`${name} by ${role}: ${error.code} ${error.hint} ${error.message}`);
    return data;
  };
  /** As the server does it: checked, then handed in. */
  const submit = async (role: Role, id: string) => {
    await checkAsServer(office, id);
    await must(role, 'submit_campaign', { p_id: id });
  };
  const one = async <Row>(sql: string, values: unknown[] = []) => (await office.exec<Row>(sql, values))[0] as Row;
  const list = async () => (await one<{ id: string }>(`select id from mailing_lists where code = 'news'`)).id;
  const block = (text: string) => [{ id: '1', kind: 'text', text }];
  return {
    call,
    must,
    submit,
    one,
    list,
    block,
    read: (id: string) => one<Campaign>('select * from campaigns where id = $1', [id]),
    lastSet: async () => (await one<{ id: string }>('select id from change_sets order by place desc limit 1')).id,
    undo: async (role: Role, set: string) => call(role, 'undo_change_set', { p_change_set: set }),
    letters: async (id: string) =>
      (await one<{ n: number }>('select count(*)::integer as n from deliveries where campaign_id = $1', [id])).n,
    /** A list that needs no consent, people with addresses, and, until the audience has its chapter, a plain way to freeze it. */
    prepare: async (people: number) => {
      await office.exec(`insert into mailing_lists (code, name, needs_consent) values ('news', 'News', false)`);
      await office.exec(
        `with r as (insert into residents (name) select 'Person ' || n from generate_series(1, $1::integer) n returning id, name)
         insert into resident_emails (resident_id, address) select id, lower(replace(name, ' ', '.')) || '@city.test' from r`,
        [people],
      );
      // These people are written to by every test: nobody gets too much here.
      await office.exec('update settings set mail_cap_letters = 100');
      const [known] = await office.exec(`select from pg_proc where proname = 'freeze_campaign'`);
      if (known) return;
      await office.exec(`create function private.freeze_campaign(p_campaign uuid) returns jsonb language plpgsql as $$
        begin
          insert into public.deliveries (kind, key, campaign_id, resident_id, to_address, language, priority, send_at, variant)
          select 'campaign.letter', format('campaign:%s:%s', c.id, e.address), c.id, e.resident_id, e.address, c.fallback_language, 10, c.scheduled_at, null
          from public.campaigns c, public.resident_emails e where c.id = p_campaign and c.audience -> 'filters' ->> 'nobody' is null;
          update public.campaigns set frozen_at = now() where id = p_campaign;
          return '{}';
        end $$`);
    },
    draft: async (role: Role = 'coordinator', more: Record<string, unknown> = {}) =>
      String(
        await must(role, 'save_campaign', {
          p_campaign: {
            name: 'Autumn news',
            list_id: await list(),
            messages: [{ language: 'en', subject: 'Autumn news', blocks: block('Leaves are collected on Mondays.') }],
            ...more,
          },
        }),
      ),
  };
}
