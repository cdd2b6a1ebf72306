import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompiledReport } from '../../src/domain/reports/content.ts';
import { makeApp } from '../../src/server/http/server.ts';
import { signLink } from '../../src/server/links/signed-link.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Role = 'staff' | 'coordinator' | 'manager';
const must = async <T>(role: Role, name: string, args: Record<string, unknown>): Promise<T> => {
  const { data, error } = await office.as(role).rpc(name as 'may_attach', args as never);
  if (error) throw Object.assign(new Error(`${name}: ${error.message} (${error.hint})`));
  return data as unknown as T;
};
const value = async <T>(sql: string, values: unknown[] = []) => (await office.exec<{ v: T }>(sql, values))[0]?.v;

test('a resident who speaks Somali calls about rent: interpreted, screened, handed over with consent, accepted on a phone, ended, and counted once', async () => {
  const app = makeApp(office);
  const vendor = await must<string>('coordinator', 'save_organization', {
    p_organization: { name: 'Lingua Line', kind: 'agency', is_interpreter_vendor: true },
  });
  const partner = await must<string>('coordinator', 'save_organization', {
    p_organization: {
      name: 'Tenant Help',
      kind: 'community',
      takes_referrals: true,
      referral_email: 'intake@tenant.example',
      is_nonprofit: true,
    },
  });
  const program = await must<string>('coordinator', 'save_program', {
    p_program: {
      organization_id: partner,
      name: 'Rent relief',
      tenure: 'renter',
      needs: ['rent'],
      languages: [{ language: 'so' }],
      fundings: [{ source: 'Emergency Solutions Grant', level: 'federal' }],
    },
  });

  // She calls; an interpreter is on the line; what she asked for is written down once.
  const resident = await must<string>('staff', 'save_resident', {
    p_resident: { name: 'Hodan Warsame', preferred_language: 'so', phones: [{ number: '+18165550142' }] },
  });
  const [inquiry] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, language, topic_id, resident_id) select 'Behind with the rent', 'phone', 'so', id, $1 from topics where is_active order by sort_order limit 1 returning id`,
    [resident],
  );
  const p_inquiry = String(inquiry?.id);
  const encounter = await must<string>('staff', 'save_encounter', {
    p_encounter: {
      inquiry_id: p_inquiry,
      mode: 'phone',
      vendor_id: vendor,
      qualification: 'vendor_certified',
      asked_for: 'Help with rent',
    },
  });
  expect(await value('select language as v from language_encounters where id = $1', [encounter])).toBe('so');

  // The screener keeps nothing by itself.
  const answers = { needs: ['rent'], tenure: 'renter', household_size: 3, language: 'so' };
  const screened = await must<{ programs: { id: string; verdict: string }[] }>('staff', 'screen_programs', { p_answers: answers });
  expect(screened.programs[0]).toMatchObject({ id: program, verdict: 'fits' });
  expect(await value('select count(*)::integer as v from screenings')).toBe(0);

  // Handed over with what she agreed to, and nothing else.
  const referral = await must<string>('staff', 'save_referral', {
    p_referral: {
      inquiry_id: p_inquiry,
      organization_id: partner,
      program_id: program,
      request: 'Please help with two months of rent.',
      shared_fields: ['name', 'phone', 'language'],
    },
  });
  const version = await value<number>('select version as v from referrals where id = $1', [referral]);
  const unasked = await office
    .as('staff')
    .rpc('send_referral', { p_id: referral, p_version: version, p_consent: { how: 'not_needed' } } as never);
  expect(unasked.error).toMatchObject({ hint: 'consent_needed' });
  await must('staff', 'send_referral', { p_id: referral, p_version: version, p_consent: { how: 'spoken', language: 'so' } });
  const closing = await office.as('staff').rpc('close_inquiry', {
    p_id: p_inquiry,
    p_version: await value('select version as v from inquiries where id = $1', [p_inquiry]),
    p_resolution_code: 'referred',
    p_note: 'To them',
  } as never);
  expect(closing.error).not.toBeNull();

  // The partner answers on a phone, without an account. What was forged or comes twice does nothing.
  const link = await value<string>('select id as v from private.referral_links where referral_id = $1 and revoked_at is null', [referral]);
  const path = `/referral/${await signLink(office, 'referral', String(link))}`;
  const page = async () => (await app.request(path)).text();
  const shown = await page();
  expect(shown).toContain('Hodan Warsame');
  const stateOf = (html: string) => /name="state" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const post = (to: string, form: Record<string, string>) =>
    app.request(to, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  const status = () => value<string>('select status as v from referrals where id = $1', [referral]);
  expect((await post(`${path}x`, { act: 'accept', state: stateOf(shown) })).status).toBe(404);
  expect(await status()).toBe('sent');
  const accept = { act: 'accept', state: stateOf(shown), receiver: 'Intake' };
  expect((await post(path, accept)).status).toBe(303);
  await post(path, accept);
  expect(await value(`select count(*)::integer as v from referral_events where referral_id = $1 and kind = 'accepted'`, [referral])).toBe(
    1,
  );
  await post(path, { act: 'outcome', state: stateOf(await page()), outcome: 'served', amount: '1,200' });
  expect(await status()).toBe('closed');
  expect(await page()).not.toContain('Hodan Warsame');
  await must('staff', 'close_inquiry', {
    p_id: p_inquiry,
    p_version: await value('select version as v from inquiries where id = $1', [p_inquiry]),
    p_resolution_code: 'referred',
    p_note: 'Two months were paid.',
  });

  // Council reads it once under section 5 and once under section 6, and not who she is.
  const month = String((await office.service.rpc('office_today')).data).slice(0, 7);
  const headers = { authorization: `Bearer ${office.tokenOf('manager')}`, 'content-type': 'application/json' };
  const compiled = await app.request('/reports/compile', { method: 'POST', headers, body: JSON.stringify({ month }) });
  const { content } = (await compiled.json()) as { content: CompiledReport };
  const said = (section: number) => content.sections.find((one) => one.section === section)?.activity?.statements.join(' ') ?? '';
  expect(said(5)).toContain('1 referral was sent to 1 organization; 1 was accepted and 1 ended with the resident served.');
  expect(said(6)).toContain('Fewer than 5 times residents were helped in another language.');
  for (const section of [1, 2, 3, 4, 7, 8, 9, 10]) expect(said(section)).not.toMatch(/referral was sent|in another language\./);
  expect(content.sections.find(({ section }) => section === 5)?.partners?.counts).toContainEqual({ key: 'referrals', count: 1 });
  expect(JSON.stringify(content)).not.toContain('Hodan');
});
