import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let inquiry: string;
beforeAll(async () => {
  office = await openOffice();
  const [made] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, topic_id, channel) select 'Mattresses', id, 'phone' from topics order by code limit 1 returning id`,
  );
  inquiry = String(made?.id);
});
afterAll(() => office.close());

test('what was filed with 311 is a referral with its number, accepted at once, with a clock for its outcome', async () => {
  const file = (p_filing: object) => office.as('staff').rpc('file_service_request', { p_inquiry: inquiry, p_filing: p_filing as never });
  expect((await file({ number: '', request: 'Pick up' })).error).toMatchObject({ code: 'PT422', hint: 'service_request_number' });
  const filed = await file({ number: ' #339 1823', request: 'Pick up the mattresses' });
  expect(filed.error).toBeNull();
  const [row] = await office.exec(
    `select r.status, r.delivery, r.service_request_number as number, r.primary_section as section, r.consent_how as consent, r.outcome_due_at is not null as has_clock, o.is_311
     from referrals r join organizations o on o.id = r.organization_id where r.id = $1`,
    [filed.data],
  );
  expect(row).toEqual({
    status: 'accepted',
    delivery: 'service_request',
    number: '3391823',
    section: 9,
    consent: 'not_needed',
    has_clock: true,
    is_311: true,
  });
  expect((await file({ number: '3391823', request: 'Again' })).error).toMatchObject({ hint: 'service_request_taken' });
  expect(
    (await file({ number: '3391824', request: 'Her number', shared_fields: ['phone'], consent: { how: 'not_needed' } })).data,
  ).not.toBeNull();
});
