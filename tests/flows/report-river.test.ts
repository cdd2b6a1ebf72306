import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompiledReport } from '../../src/domain/reports/content.ts';
import { makeApp } from '../../src/server/http/server.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;

test('what staff type in on the phone is what Council reads: from a form’s values to the PDF', async () => {
  const app = makeApp(office);
  const staff = office.as('staff');
  const resident = await staff.rpc('save_resident', {
    p_resident: { name: 'Halima Abdi', phones: [{ number: '+18165550142' }], preferred_language: 'so' },
  });
  const topics = await staff.from('topics').select('id').eq('code', 'programs-for-residents').single();
  const districts = await staff.from('districts').select('id').eq('code', '4').single();
  const taken = await staff
    .from('inquiries')
    .insert({
      subject: 'Which grant helps with a failed water line?',
      channel: 'phone',
      language: 'so',
      topic_id: String(topics.data?.id),
      district_id: String(districts.data?.id),
      resident_id: String(resident.data),
    })
    .select('id, version, number, primary_section')
    .single();
  expect(taken.error).toBeNull();
  const closed = await staff.rpc('close_inquiry', {
    p_id: String(taken.data?.id),
    p_version: Number(taken.data?.version),
    p_resolution_code: 'answered',
    p_note: 'Minor Home Repair takes it.',
  });
  expect(closed.error).toBeNull();

  const month = String((await office.service.rpc('office_today')).data).slice(0, 7);
  const headers = { authorization: `Bearer ${office.tokenOf('manager')}`, 'content-type': 'application/json' };
  const compiled = await app.request('/reports/compile', { method: 'POST', headers, body: JSON.stringify({ month }) });
  const report = (await compiled.json()) as { id: string; content: CompiledReport };
  expect(report.content.inquiries).toMatchObject({ opened: 1, closed: 1, open_at_end: 0, days_to_close: { median: 0, p90: 0 } });
  expect(report.content.inquiries.by_district.find(({ key }) => key === '4')).toMatchObject({ opened: 1, closed: 1 });
  expect(report.content.inquiries.by_topic.find(({ key }) => key === 'programs-for-residents')).toMatchObject({ opened: 1 });
  // No resident is named in what Council reads.
  expect(JSON.stringify(report.content)).not.toContain('Halima');

  const pdf = await app.request(`/reports/${report.id}/pdf`, { headers: { authorization: `Bearer ${office.tokenOf('viewer')}` } });
  const bytes = Buffer.from(await pdf.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  if (!hasPoppler) return;
  const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' }).stdout;
  expect(text).toMatch(/District 4\s+1\s+1\s+0/);
  expect(text).toContain('Kansas City, Missouri');
});
