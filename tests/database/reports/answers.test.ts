import { afterAll, beforeAll, expect, test } from 'vitest';
import { readInquiryQuery } from '../../../src/domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../../src/domain/inquiries/rpc-query.ts';
import type { ReportFacts } from '../../../src/domain/reports/facts.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const answersIn = async (month: string) => {
  const { data, error } = await office.as('viewer').rpc('report_facts', { p_month: month });
  if (error) throw error;
  return (data as unknown as ReportFacts).answers;
};
/** How many rows stand behind an address of the list of inquiries. */
const rowsBehind = async (address: string) => {
  const references = { topics: [], districts: [], organizations: [], me: '', today: '2026-03-15' };
  const query = toInquiryRpcQuery(readInquiryQuery(new URLSearchParams(address)), references);
  const { data, error } = await office.as('viewer').rpc('list_inquiries', { p_query: query as never });
  if (error) throw error;
  return (data as unknown as { rows: unknown[] }).rows.length;
};

test('who was asked and what they answered counts in its month, once for each inquiry, and is what the list shows', async () => {
  const inquiries = await office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id, opened_at, closed_at, status, resolution_code)
     select 'x', 'phone', (select id from topics where primary_section = 3 limit 1), '2026-02-20', '2026-02-25', 'closed', 'answered' from generate_series(1, 6) returning id`,
  );
  const ids = inquiries.map(({ id }) => id);
  const section = (await office.exec<{ s: number }>('select primary_section as s from inquiries where id = $1', [ids[0]]))[0]?.s;
  await office.exec(`insert into mailing_lists (code, name) values ('after', 'After')`);
  // The last one in February, by the office's clock; a second letter about the first inquiry; one that was not sent.
  await office.exec(
    `with c as (insert into campaigns (name, kind, list_id) select 'Question', 'journey', id from mailing_lists where code = 'after' returning id)
     insert into deliveries (kind, key, campaign_id, to_address, language, status, payload, settled_at, reason)
     select 'campaign.letter', 'q:' || n, c.id, 'p@city.test', 'en', case when n = 8 then 'cancelled' else 'sent' end,
       jsonb_build_object('inquiry', jsonb_build_object('id', ($1::uuid[])[(n - 1) % 6 + 1])), case n when 6 then '2026-03-01T05:59:00Z' else '2026-03-02T12:00:00Z' end::timestamptz,
       case when n = 8 then 'too_late' end from c, generate_series(1, 8) n`,
    [ids],
  );
  await office.exec('alter table inquiry_answers disable trigger _100_stamp');
  await office.exec(
    `insert into inquiry_answers (inquiry_id, closed_at, answer, language, created_at)
     select ($1::uuid[])[x.n], x.closed::timestamptz, x.answer, 'en', x.at::timestamptz from (values
       (1, '2026-02-25', 'no', '2026-03-03'), (1, '2026-03-05', 'yes', '2026-03-09'), (2, '2026-02-25', 'no', '2026-03-03'),
       (3, '2026-02-25', 'not_yet', '2026-03-31T23:00-05'), (4, '2026-02-25', 'no', '2026-04-02')) x (n, closed, answer, at)`,
    [ids],
  );
  await office.exec('alter table inquiry_answers enable trigger _100_stamp');
  // Taken up again twice in a month: counted once.
  await office.exec(
    `insert into interactions (inquiry_id, kind, body, occurred_at) select i.id, 'reopening', 'It came back.', d::timestamptz
     from (select id from inquiries where primary_section = $1 order by number limit 1) i cross join unnest('{2026-03-10T15:00Z,2026-03-20T15:00Z}'::text[]) d`,
    [section],
  );
  expect(await answersIn('2026-03-01')).toEqual([{ key: String(section), asked: 5, answered: 3, yes: 1, not_yet: 1, no: 1, reopened: 1 }]);
  expect(await answersIn('2026-02-01')).toEqual([{ key: String(section), asked: 1, answered: 0, yes: 0, not_yet: 0, no: 0, reopened: 0 }]);
  expect(await answersIn('2026-01-01')).toEqual([]);
  const march = '2026-03-01..2026-03-31';
  expect(await rowsBehind(`asked=${march}&section=${section}`)).toBe(5);
  expect(await rowsBehind(`answered=${march}&section=${section}`)).toBe(3);
  expect(await rowsBehind(`answered=${march}&answer=no&section=${section}`)).toBe(1);
  expect(await rowsBehind('answer=no')).toBe(2);
});
