import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CampaignResults } from '../../src/domain/campaigns/results.ts';
import type { CompiledReport } from '../../src/domain/reports/content.ts';
import { readConfig } from '../../src/server/config.ts';
import { makeApp } from '../../src/server/http/server.ts';
import { openMailer } from '../../src/server/mail/send.ts';
import { campaignsSend } from '../../src/server/worker/jobs/campaigns-send.ts';
import { recorded } from '../server/inbox/mails.ts';
import { type Mailbox, openMailbox, textOf } from '../support/mailbox.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { submitCampaign } from '../support/submit-campaign.ts';

const secret = 'a secret of the hook, long enough';
let office: TestOffice;
let mailbox: Mailbox;
beforeAll(async () => {
  office = await openOffice({ PUBLIC_URL: 'https://engage.example.gov', BOUNCE_ADDRESS: 'bounces@mail.city.example', HOOK_SECRET: secret });
  mailbox = await openMailbox();
  office.mail = openMailer(readConfig({ SMTP_URL: mailbox.url, MAIL_FROM: 'Office <office@city.example>' }).mail);
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const need = <T>({ data, error }: { data: T; error: unknown }): NonNullable<T> => {
  if (error) throw error;
  return data as NonNullable<T>;
};
/** As much as one worker sends when it looks now. */
async function send(): Promise<void> {
  for (;;) {
    const next = await campaignsSend.work(office, { worker: 'river', now: () => new Date(), isStopping: () => false });
    if (next === false || (typeof next === 'number' && next > 2000)) return;
  }
}
const header = (source: string, name: string) =>
  new RegExp(`^${name}:((?:.|\\r?\\n[ \\t])*)`, 'im')
    .exec(source)?.[1]
    ?.replace(/\r?\n[ \t]+/g, ' ')
    .trim() ?? '';

test('from an audience to the month’s report: written in two languages, approved by a second person, sent, bounced, left, answered for', async () => {
  const app = makeApp(office);
  const [coordinator, manager, staff] = [office.as('coordinator'), office.as('manager'), office.as('staff')];
  const [district] = need(await staff.from('districts').select('id').eq('code', '3'));
  const person = async (name: string, email: string | null, language: string) =>
    String(
      need(
        await staff.rpc('save_resident', {
          p_resident: { name, preferred_language: language, district_id: district!.id, emails: email ? [{ address: email }] : [] } as never,
        }),
      ),
    );
  await person('Rosa Peña', 'rosa@mail.test', 'es');
  await person('Tom Reed', 'tom@mail.test', 'en');
  await person('Ada Cole', 'ada@mail.test', 'en');
  await person('No Mail', null, 'en');

  // A manager makes the list, a coordinator chooses who is meant and writes.
  const list = need(
    await manager.from('mailing_lists').insert({ code: 'notices', name: 'Notices', needs_consent: false }).select('id').single(),
  );
  const blocks = (text: string) => [
    { id: '1', kind: 'heading', level: 1, text: 'Water' },
    { id: '2', kind: 'text', text },
  ];
  const campaign = String(
    need(
      await coordinator.rpc('save_campaign', {
        p_campaign: {
          name: 'Water rates',
          list_id: list.id,
          audience: { filters: { where: { all: [{ district: [district!.id] }, { any: [{ language: ['es'] }, { language: ['en'] }] }] } } },
          fallback_language: 'en',
          messages: [
            {
              language: 'en',
              subject: 'Water rates change',
              format: 'blocks',
              blocks: blocks('Dear {{ person.first_name | default: "neighbor" }}, rates change.'),
            },
            {
              language: 'es',
              subject: 'Cambian las tarifas del agua',
              format: 'blocks',
              blocks: blocks('Hola, {{ person.first_name | default: "vecina" }}: cambian las tarifas.'),
            },
          ],
        } as never,
      }),
    ),
  );
  expect(need(await coordinator.rpc('preview_audience', { p_campaign: campaign }))).toMatchObject({
    total: 4,
    count: 3,
    reasons: { no_address: 1 },
    languages: { en: 2, es: 1 },
  });

  // Whoever wrote it does not approve it; somebody else does, and schedules it.
  expect((await submitCampaign(office, 'coordinator', campaign)).error).toBeNull();
  expect((await coordinator.rpc('approve_campaign', { p_id: campaign })).error).not.toBeNull();
  expect((await manager.rpc('approve_campaign', { p_id: campaign })).error).toBeNull();
  expect(need(await manager.rpc('schedule_campaign', { p_id: campaign }))).toMatchObject({ count: 3 });
  await send();
  await send();
  expect(mailbox.letters.map(({ to }) => to[0]).sort()).toEqual(['ada@mail.test', 'rosa@mail.test', 'tom@mail.test']);
  const rosa = await mailbox.letterTo('rosa@mail.test');
  expect(textOf(rosa)).toContain('Hola, Rosa: cambian las tarifas.');
  const tom = await mailbox.letterTo('tom@mail.test');

  // Tom's letter comes back to the address that was signed for it; the same report twice is one.
  const report = recorded('postfix', { return_path: tom.from, to: 'tom@mail.test', message_id: header(tom.source, 'Message-ID') });
  const hook = () =>
    app.request('/hooks/bounces', {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${secret}` },
      body: Buffer.from(report),
    });
  for (let n = 0; n < 2; n++) expect((await hook()).status).toBe(200);
  expect(need(await staff.from('suppressions').select('address,reason').is('lifted_at', null))).toEqual([
    { address: 'tom@mail.test', reason: 'hard_bounce' },
  ]);

  // Rosa's mail program leaves the list with one click, exactly as RFC 8058 has it.
  const link = /<(https:[^>]+)>/.exec(header(rosa.source, 'List-Unsubscribe'))?.[1] ?? '';
  expect(header(rosa.source, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  const left = await app.request(new URL(link).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect([left.status, left.headers.get('set-cookie')]).toEqual([200, null]);

  // Every number, and the letters behind it.
  const results = need(await staff.rpc('campaign_results', { p_id: campaign })) as unknown as CampaignResults;
  expect(results.total).toMatchObject({ letters: 3, sent: 3, queued: 0, failed: 0, bounced: 1, unsubscribed: 1, replied: 0 });
  expect(results.left_out).toEqual({ count: 1, reasons: { no_address: 1 } });
  expect(results.bounces).toEqual([{ kind: 'hard', count: 1 }]);
  const letters = need(
    await staff.rpc('campaign_letters', { p_id: campaign, p_query: { filters: { state: ['bounced'] } } }),
  ) as unknown as {
    rows: { to_address: string }[];
  };
  expect(letters.rows.map(({ to_address }) => to_address)).toEqual(['tom@mail.test']);
  expect(need(await staff.from('campaigns').select('status').eq('id', campaign).single())).toEqual({ status: 'sent' });

  // The next letter to this list reaches Ada alone, and says why not the others.
  const next = need(await coordinator.rpc('preview_audience', { p_campaign: campaign })) as unknown as {
    count: number;
    reasons: Record<string, number>;
  };
  expect(next).toMatchObject({ count: 1, reasons: { no_address: 1, unsubscribed: 1, suppressed: 1 } });

  // It stands on the website without anybody's name.
  const slug = String(need(await coordinator.rpc('publish_campaign', { p_id: campaign })));
  const page = await (await app.request(`/archive/${slug}?language=es`)).text();
  expect(page).toContain('Hola, vecina: cambian las tarifas.');
  expect(page).not.toMatch(/Rosa|Tom|Ada/);

  // The month compiles itself, and names nobody.
  const month = String(need(await office.service.rpc('office_today'))).slice(0, 7);
  const compiled = await app.request('/reports/compile', {
    method: 'POST',
    headers: { authorization: `Bearer ${office.tokenOf('manager')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ month }),
  });
  const { id, content } = (await compiled.json()) as { id: string; content: CompiledReport };
  const section = content.sections.find((one) => one.section === 4);
  expect(section?.activity?.statements).toEqual(
    expect.arrayContaining([
      '1 letter to a mailing list went out, to 3 addresses.',
      'Of these 1 came back and 1 reader left the list.',
      'Mailing lists: 0 subscriptions gained and 1 lost in the month.',
    ]),
  );
  // Fewer than five read each language: neither number is told.
  expect(section?.campaigns?.languages).toEqual([{ key: 'rest', label: 'Other languages', letters: null }]);
  expect(JSON.stringify(content)).not.toMatch(/Rosa|Tom|Ada|mail\.test/);
  const pdf = await app.request(`/reports/${id}/pdf`, { headers: { authorization: `Bearer ${office.tokenOf('viewer')}` } });
  if (hasPoppler) {
    const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(await pdf.arrayBuffer()), encoding: 'utf8' }).stdout;
    expect(text).toContain('1 letter to a mailing list went out, to 3 addresses.');
    expect(text).toMatch(/Water rates \(Notices\)\s+\S+ \d+\s+3\s+1\s+1\s+0/);
  }
});
