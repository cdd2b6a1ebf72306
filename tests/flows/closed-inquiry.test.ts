import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { makeApp } from '../../src/server/http/server.ts';
import { openMailer } from '../../src/server/mail/send.ts';
import { campaignsSend } from '../../src/server/worker/jobs/campaigns-send.ts';
import { journeysPlan } from '../../src/server/worker/jobs/journeys-plan.ts';
import { type Mailbox, openMailbox, textOf } from '../support/mailbox.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
let mailbox: Mailbox;
beforeAll(async () => {
  office = await openOffice({ PUBLIC_URL: 'https://engage.example.gov' });
  mailbox = await openMailbox();
  office.mail = openMailer(readConfig({ SMTP_URL: mailbox.url, MAIL_FROM: 'Office <office@city.example>' }).mail);
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

const need = <T>({ data, error }: { data: T; error: unknown }): NonNullable<T> => {
  if (error) throw error;
  return data as NonNullable<T>;
};
/** What the worker does when its hour has come: plans who is asked, and looks at the queue until so many letters are out. */
async function work(letters: number): Promise<void> {
  await journeysPlan.run(office, {});
  while (mailbox.letters.length < letters)
    await campaignsSend.work(office, { worker: 'flow', now: () => new Date(), isStopping: () => false });
}
const planned = async () => (await office.exec("select from deliveries where kind = 'campaign.letter'")).length;

test('a resident is asked whether a closed inquiry helped, answers no from the letter, and it is open again with what they said', async () => {
  const app = makeApp(office);
  const [coordinator, manager, staff] = [office.as('coordinator'), office.as('manager'), office.as('staff')];

  // A coordinator begins with our words; a manager approves them and switches the journey on.
  const offered = await app.request('/campaigns/journeys/templates', {
    headers: { authorization: `Bearer ${office.tokenOf('coordinator')}` },
  });
  const templates = (await offered.json()) as { kind: string; steps: { days: number; name: string; messages: object[] }[] }[];
  const ours = templates.find(({ kind }) => kind === 'inquiry_closed')?.steps.map((step) => ({ ...step, days: 0 }));
  const [letter = ''] = need(await coordinator.rpc('add_journey_steps', { p_kind: 'inquiry_closed', p_steps: ours as never }));
  const handedIn = await app.request(`/campaigns/${letter}/submit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${office.tokenOf('coordinator')}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(handedIn.status).toBe(200);
  expect((await manager.rpc('approve_campaign', { p_id: letter })).error).toBeNull();
  need(await manager.rpc('set_journey', { p_kind: 'inquiry_closed', p_is_on: true }));

  // An inquiry of somebody who reads Spanish is closed.
  const person = { name: 'Rosa Peña', preferred_language: 'es', emails: [{ address: 'rosa@mail.test' }] };
  const resident = String(need(await staff.rpc('save_resident', { p_resident: person as never })));
  const [topic] = need(await staff.from('topics').select('id').limit(1));
  const inquiry = need(
    await staff
      .from('inquiries')
      .insert({ subject: 'Water line', channel: 'phone', topic_id: topic?.id as string, resident_id: resident })
      .select('id,number')
      .single(),
  );
  const close = async () => {
    const { version } = need(await staff.from('inquiries').select('version').eq('id', inquiry.id).single());
    const closing = { p_id: inquiry.id, p_version: version, p_resolution_code: 'answered', p_note: 'Told which office.' };
    expect((await staff.rpc('close_inquiry', closing)).error).toBeNull();
  };
  await close();
  await work(1);
  await work(1);
  expect(await planned()).toBe(1);
  expect(mailbox.letters.map(({ to }) => to[0])).toEqual(['rosa@mail.test']);
  const got = await mailbox.letterTo('rosa@mail.test');
  expect(textOf(got)).toContain('Usted nos preguntó por «Water line»');
  expect(got.source).toMatch(/^List-Unsubscribe:\s+<https/m);

  // The link of the letter shows the question; only her answer does something.
  const link = new URL(/https:\/\/engage\.example\.gov\/closed\/[^\s\])]+/.exec(textOf(got))?.[0] ?? '');
  expect(await (await app.request(link.pathname)).text()).toContain('¿Recibió lo que necesitaba?');
  expect(need(await staff.from('inquiry_answers').select('id'))).toEqual([]);
  const answered = await app.request(link.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ answer: 'no', words: 'Sigue rota.' }).toString(),
  });
  expect(answered.status).toBe(303);
  expect(need(await staff.from('inquiries').select('status').eq('id', inquiry.id).single())).toEqual({ status: 'in_progress' });
  const [said] = need(await staff.from('interactions').select('body,created_by').eq('inquiry_id', inquiry.id).eq('kind', 'reopening'));
  expect(said).toEqual({ body: 'The resident answered that they did not get what they needed. Sigue rota.', created_by: null });
  const counts = need(await office.as('viewer').rpc('journey_counts')) as { answers: object };
  expect(counts.answers).toEqual({ yes: 0, no: 1, not_yet: 0 });

  // Nobody is asked twice about one closing.
  await work(1);
  expect(await planned()).toBe(1);
});
