import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMailer } from '../../../src/server/mail/send.ts';
import { type Mailbox, openMailbox } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { sendAt } from './fixture.ts';

let office: TestOffice;
let mailbox: Mailbox;
beforeAll(async () => {
  office = await openOffice();
  mailbox = await openMailbox();
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' });
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

test('the sheet goes as a letter in the resident’s language, says why and how to apply, and leaves no answers behind', async () => {
  const [program] = await office.exec<{ id: string }>(
    `insert into programs (organization_id, name, description, translations, phone, tenure, income_basis, income_percent, application_process, maximum_amount_cents)
     select id, 'Rent help', 'Pays rent <b>once</b>.', '{"es": {"name": "Ayuda con el alquiler", "description": "Paga un mes."}}', '+18165550100', 'renter', 'poverty', 150, 'Call.', 120000
     from organizations order by code limit 1 returning id`,
  );
  const [word] = await office.exec<{ id: string }>(
    `with d as (insert into program_documents (program_id, document) values ($1, 'Lease')) insert into schedules (program_id, byday, opens_at, closes_at) values ($1, 'MO,WE', '09:00', '17:00') returning id`,
    [program?.id],
  );
  expect(word).toBeDefined();
  const p_sheet = {
    key: crypto.randomUUID(),
    to: 'rosa@example.org',
    language: 'es',
    answers: { tenure: 'renter', household_size: 4, income_to_cents: 4_950_000 },
    programs: [program?.id],
  };
  expect((await office.as('staff').rpc('mail_screener_sheet' as never, { p_sheet } as never)).error).toBeNull();
  await sendAt(office, new Date(Date.now() + 1000).toISOString());
  expect(mailbox.letters).toHaveLength(1);
  const { text = '', html = '' } = await readLetter(mailbox.letters[0]?.source ?? '');
  for (const said of [
    'Ayuda con el alquiler',
    'Paga un mes.',
    'Para personas que alquilan su vivienda.',
    'Para un ingreso de hasta $4,125 al mes ($49,500 al año) en un hogar de 4',
    'Traiga: Lease',
    '816 555-0100',
    'hasta $1,200',
    'lunes, miércoles',
    'No está en ninguna lista.',
  ])
    expect(text).toContain(said);
  expect(html).not.toContain('<b>once');
  const [left] = await office.exec<{ status: string; payload: object }>(
    `select status, payload from deliveries where kind = 'screener.sheet'`,
  );
  expect(left?.status).toBe('sent');
  expect(Object.keys(left?.payload ?? {}).sort()).toEqual(['on', 'programs']);
});

async function readLetter(source: string): Promise<{ text?: string; html?: string }> {
  const { default: PostalMime } = await import('postal-mime');
  const { text, html } = await PostalMime.parse(source);
  return { ...(text ? { text } : {}), ...(html ? { html } : {}) };
}
