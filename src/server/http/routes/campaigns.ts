import type { Context, Hono } from 'hono';
import type { DataClient } from '../../../data/client.ts';
import { type Message, readMessage } from '../../../domain/campaigns/blocks.ts';
import { checkCampaign, checkLetter, officeChecks, type Readers, sampleAbout, sampleLinks, samplePerson } from '../../campaigns/check.ts';
import { renderLetter } from '../../campaigns/compile.ts';
import { loadContent } from '../../campaigns/content.ts';
import { passChecks } from '../../campaigns/pass-checks.ts';
import type { CampaignContent, Person, RenderedLetter } from '../../campaigns/types.ts';
import { MailError } from '../../mail/send.ts';
import type { Office } from '../../office.ts';
import { answered, callerOf, personOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { readJson } from '../read-json.ts';

const MAY_WRITE = ['coordinator', 'manager', 'admin'];

/** Letters of a campaign before they go: looked at, tried on oneself, checked, handed in. */
export function campaignRoutes(app: Hono, office: Office): void {
  // As any reader, in any language, also while it is being written. A look gives nobody a key: its links open nothing of anybody.
  app.post('/campaigns/:id/preview', async (context) => {
    const { caller, content } = await open(context, office);
    const body = await readJson(context);
    const message = messageOf(content, body);
    const { checks, compiled } = await checkLetter(content, message);
    const person = typeof body.resident_id === 'string' ? await readPerson(caller, body.resident_id) : samplePerson;
    const variant = body.variant === 'b' ? 'b' : 'a';
    const letter: RenderedLetter = compiled
      ? renderLetter(compiled, { language: message.language, variant, person, links: sampleLinks(content), about: sampleAbout(content) })
      : {
          subject: variant === 'b' ? (message.subject_b ?? message.subject) : message.subject,
          html: '',
          text: '',
          language: message.language,
        };
    return context.json({ ...letter, bytes: Buffer.byteLength(letter.html), checks: [...checks, ...officeChecks(content)] });
  });

  app.post('/campaigns/:id/test', async (context) => {
    const { caller, person, content } = await open(context, office, MAY_WRITE);
    const body = await readJson(context);
    const message = messageOf(content, body);
    const { compiled } = await checkLetter(content, message);
    if (!compiled) throw new Refusal(422, 'The letter cannot be made yet. See what the checks say, then try again.', 'mjml');
    const to = await readAddressee(caller, person.email, body.to);
    const reader = { ...samplePerson, name: to.name, language: message.language };
    const letter = renderLetter(compiled, {
      language: message.language,
      variant: body.variant === 'b' ? 'b' : 'a',
      person: typeof body.resident_id === 'string' ? await readPerson(caller, body.resident_id) : reader,
      links: sampleLinks(content),
      about: sampleAbout(content),
    });
    try {
      await office.mail.send({
        to: to.email,
        subject: `[Test] ${letter.subject}`,
        text: letter.text,
        html: letter.html,
        headers: { 'Content-Language': letter.language },
        ...(content.from_name ? { fromName: content.from_name } : {}),
        ...(content.reply_to ? { replyTo: content.reply_to } : {}),
        attachments: await readFiles(office, content),
      });
    } catch (error) {
      if (error instanceof MailError) throw new Refusal(422, error.message);
      throw error;
    }
    return context.json({ sent_to: to.email });
  });

  // All that can be known before it is sent, its readers included: half a million of them take a second or two.
  app.post('/campaigns/:id/checks', async (context) => {
    const { content } = await open(context, office);
    const readers = await readReaders(office, content.id);
    return context.json({ checks: await checkCampaign(content, readers), readers });
  });

  app.post('/campaigns/:id/submit', async (context) => {
    const { caller, content } = await open(context, office, MAY_WRITE);
    const { version, act } = await readJson(context);
    const { checks, errors } = await passChecks(office, content);
    if (errors.length > 0) {
      const message = `${errors.length === 1 ? 'One thing stands' : `${errors.length} things stand`} in the way. See the checks of the letter, then submit it again.`;
      return context.json(
        { message, reason: 'campaign_checks', field: 'campaign_checks', checks, request_id: context.get('requestId' as never) },
        422,
      );
    }
    // Only what passed is taken: what somebody changed since the checks read it, is not.
    const request = caller.rpc('submit_campaign', { p_id: content.id, ...(typeof version === 'number' ? { p_version: version } : {}) });
    answered(await (typeof act === 'string' && UUID.test(act) ? request.setHeader('X-Change-Set', act) : request));
    return context.json({ ok: true, checks });
  });
}

/** The campaign with all its facts, for whoever may: everybody of the office reads. */
async function open(context: Context, office: Office, roles?: string[]) {
  const caller = callerOf(context, office);
  const person = await personOf(caller);
  if (roles && !roles.includes(person.role)) throw new Refusal(403, 'Letters to many need the role "coordinator". Ask an administrator.');
  const id = context.req.param('id') ?? '';
  const content = UUID.test(id) ? await loadContent(office, id) : null;
  if (!content) throw new Refusal(404, 'There is no such campaign.');
  return { caller, person, content };
}

/** The message that is meant: as it is being written, or as it is saved in the language, or in the fallback. */
function messageOf(content: CampaignContent, { message, language }: Record<string, unknown>): Message {
  if (typeof message === 'object' && message !== null) {
    const asked = typeof language === 'string' ? { language } : {};
    return readMessage({ ...asked, ...message });
  }
  const found = [language, content.fallback_language].map((one) => content.messages.find((saved) => saved.language === one)).find(Boolean);
  const any = found ?? content.messages[0];
  if (!any) throw new Refusal(422, 'There is nothing to look at yet. Write it in at least one language.', 'campaign_empty');
  return any;
}

/** A resident as their letter knows them, under the caller's own rights. */
async function readPerson(caller: DataClient, id: string): Promise<Person> {
  if (!UUID.test(id)) throw new Refusal(404, 'There is no such resident.');
  const found = answered(
    await caller
      .from('residents')
      .select('name, preferred_name, preferred_language, neighborhood, district:districts!residents_district_id_fkey(name)')
      .eq('id', id)
      .maybeSingle(),
  ) as {
    name: string;
    preferred_name: string | null;
    preferred_language: string;
    neighborhood: string | null;
    district: { name: string } | null;
  } | null;
  if (!found) throw new Refusal(404, 'There is no such resident.');
  const { preferred_language: language, district, ...names } = found;
  return { ...names, language, district: district?.name ?? null };
}

/** A test goes to oneself or to somebody else of the office, never to anybody outside. */
async function readAddressee(caller: DataClient, own: string, to: unknown): Promise<{ name: string; email: string }> {
  const email = typeof to === 'string' && to.trim() !== '' ? to.trim().toLowerCase() : own;
  const found = answered(await caller.from('staff').select('name, email').eq('email', email).eq('is_active', true).maybeSingle()) as {
    name: string;
    email: string;
  } | null;
  if (!found) throw new Refusal(422, 'A test letter goes to somebody of the office. Choose one of its addresses.', 'to');
  return found;
}

const readFiles = (office: Office, { attachments }: CampaignContent) =>
  Promise.all(
    attachments.map(async ({ name, media_type, path }) => {
      const content = await office.files.get(path);
      if (!content)
        throw new Refusal(422, `The content of "${name}" is not in the store any more. Remove the file, then add it again.`, 'file');
      return { filename: name, contentType: media_type, content: Buffer.from(content) };
    }),
  );

async function readReaders(office: Office, id: string): Promise<Readers> {
  const { data, error } = await office.backend.service.rpc('campaign_readers', { p_id: id });
  if (error) throw error;
  return data as unknown as Readers;
}
