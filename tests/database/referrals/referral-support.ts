import type { Role } from '../../support/databases.ts';
import type { TestOffice } from '../../support/office.ts';

type Json = Record<string, unknown>;
export type Row = {
  id: string;
  status: string;
  version: number;
  number: number;
  next_id: string | null;
  accept_due_at: string;
  outcome_due_at: string;
  shared: Json;
} & Json;

/** Referrals as each person makes them, to organizations of a test's own. */
export function referralsOf(office: TestOffice) {
  let number = 0;
  const call = async (role: Role, name: string, values: Json) => {
    const { data, error } = await office.as(role).rpc(name as never, values as never);
    return { data: data as unknown, error: error ? { code: error.code, hint: error.hint ?? '', message: error.message } : null };
  };
  const must = async <Answer = unknown>(name: string, values: Json, role: Role = 'staff'): Promise<Answer> => {
    const { data, error } = await call(role, name, values);
    if (error) throw new Error(`${name}: ${error.code} ${error.hint} ${error.message}`);
    return data as Answer;
  };
  const one = async <Answer = Json>(sql: string, values: unknown[] = []) => (await office.exec<Answer>(sql, values))[0] as Answer;
  const organization = async (values: Json = {}) => {
    number += 1;
    const given: Json = {
      code: `r${number}`,
      name: `Partner ${number}`,
      kind: 'community',
      referral_email: `intake${number}@partner.test`,
      ...values,
    };
    const row = await one<{ id: string }>(
      `insert into organizations (code, name, kind, referral_email, is_311, escalation_staff_id, takes_referrals)
       values ($1, $2, $3, $4, $5, $6, true) returning id`,
      [given.code, given.name, given.kind, given.referral_email, given.is_311 ?? false, given.escalation_staff_id ?? null],
    );
    return row.id;
  };
  const inquiry = async (): Promise<string> => {
    const resident = await must<string>('save_resident', {
      p_resident: {
        name: 'Hodan Warsame',
        preferred_language: 'so',
        needs_interpreter: true,
        phones: [{ number: '+18165550142' }],
        emails: [{ address: 'hodan@resident.test' }],
      },
    });
    const row = await one<{ id: string }>(
      `insert into inquiries (subject, body, channel, topic_id, resident_id, language)
       select 'Behind with the rent', 'The landlord wants her out by Friday.', 'phone', id, $1, 'so' from topics order by sort_order, id limit 1 returning id`,
      [resident],
    );
    return row.id;
  };
  const draft = async (values: Json = {}): Promise<string> =>
    must<string>('save_referral', {
      p_referral: {
        inquiry_id: values.event_id ? undefined : await inquiry(),
        organization_id: values.organization_id ?? (await organization()),
        request: 'Help with two months of rent.',
        shared_fields: ['name', 'phone', 'language', 'question'],
        ...values,
      },
    });
  const row = (id: string) => one<Row>('select * from referrals where id = $1', [id]);
  const send = async (id: string, consent: Json = { how: 'spoken', language: 'so' }) =>
    must<Json>('send_referral', { p_id: id, p_version: (await row(id)).version, p_consent: consent });
  const sent = async (values: Json = {}): Promise<string> => {
    const id = await draft(values);
    await send(id);
    return id;
  };
  const link = async (id: string) => String(await must('referral_link', { p_id: id }));
  const page = async (id: string) => (await office.service.rpc('referral_page', { p_link: id })).data as (Json & { state: string }) | null;
  const receive = async (linkId: string, act: string, facts: Json = {}, state?: string) => {
    const { data, error } = await office.service.rpc('receiver_act', {
      p_link: linkId,
      p_state: state ?? (await page(linkId))?.state ?? '',
      p_act: act,
      p_facts: facts as never,
    });
    return { data: data as Json | null, error: error ? { code: error.code, hint: error.hint ?? '' } : null };
  };
  return { call, must, one, organization, inquiry, draft, row, send, sent, link, page, receive };
}
