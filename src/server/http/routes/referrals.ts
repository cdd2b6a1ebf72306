import type { Context, Hono } from 'hono';
import { readCents } from '../../../domain/shared/money.ts';
import { referralPath } from '../../letters/write.ts';
import { readLink, signLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { factNames, type ReceiverAct, type ReceiverForm, receiverActs } from '../../pages/referral-forms.ts';
import { goneBody, referralBody, type ShownReferral } from '../../pages/referral-page.ts';
import { say, wordsOf } from '../../pages/words.ts';
import { passDoor } from '../attempts.ts';
import { answered, asRefusal, callerOf, UUID } from '../caller.ts';
import { Refusal } from '../errors.ts';
import { answerPage, formLimit, languageOf, pageRoute, queryOf, readForm } from '../public-page.ts';

type Found = { link: string; page: (ShownReferral | { gone: 'expired' | 'replaced' }) & { language: string } };
const noForm: ReceiverForm = { act: '', values: {}, wrong: null };

/** The page of a referral for whoever gets it, by a signed link: looked at by a GET, answered by POSTs. */
export function referralRoutes(app: Hono, office: Office): void {
  app.get(
    '/referral/:token',
    pageRoute(office, async (context) =>
      show(context, office, await find(context, office), { hasPassed: context.req.query('passed') === '1' }),
    ),
  );

  app.post(
    '/referral/:token',
    formLimit(office),
    pageRoute(office, async (context) => {
      const found = await find(context, office);
      const fields = await readForm(context);
      const { page } = found;
      if ('gone' in page) return show(context, office, found);
      await passDoor(office, context, 'referral', found.link);
      const act = fields.get('act') ?? '';
      if (!isAct(act)) throw new Refusal(400, 'There is no such act.');
      const values = Object.fromEntries(factNames[act].map((name) => [name, (fields.get(name) ?? '').trim()]));
      const cents = readCents(values.amount ?? '');
      if (cents === undefined) return show(context, office, found, { form: { act, values, wrong: 'outcome_amount' } });
      const { amount: _amount, ...facts } = values;
      const { data, error } = await office.backend.service.rpc('receiver_act', {
        p_link: found.link,
        p_state: fields.get('state') ?? '',
        p_act: act,
        p_facts: { ...facts, ...(cents === null ? {} : { amount_cents: cents }) },
      });
      if (error?.code === 'PT422') return show(context, office, found, { form: { act, values, wrong: error.hint ?? '' } });
      if (error) throw error;
      const wasDone = (data as { done?: boolean } | null)?.done === true;
      const address = `${context.req.path}${queryOf(context, languageOf(context, page.language), wasDone ? {} : { passed: '1' })}`;
      return new Response(null, {
        status: 303,
        headers: { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
      });
    }),
  );
}

/** Hands the address of a receiver's page to whoever of the office passes it on by hand. */
export function referralLinkRoutes(app: Hono, office: Office): void {
  app.post('/referrals/:id/link', async (context) => {
    const id = context.req.param('id');
    if (!UUID.test(id)) throw new Refusal(404, 'There is no such referral.');
    const { data, error } = await callerOf(context, office).rpc('referral_link', { p_id: id });
    if (error) throw asRefusal(error);
    const url = office.address.url + referralPath(await signLink(office, 'referral', answered({ data, error: null })));
    return context.json({ url }, 200, { 'Cache-Control': 'no-store' });
  });
}

const isAct = (value: string): value is ReceiverAct => Object.hasOwn(factNames, value);

async function find(context: Context, office: Office): Promise<Found> {
  const link = await readLink(office, 'referral', context.req.param('token') ?? '');
  if (!link) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  const { data, error } = await office.backend.service.rpc('referral_page', { p_link: link });
  if (error) throw error;
  if (!data) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
  return { link, page: data as unknown as Found['page'] };
}

type Shown = { form?: ReceiverForm; hasPassed?: boolean };

async function show(
  context: Context,
  office: Office,
  { page }: Found,
  { form = noForm, hasPassed = false }: Shown = {},
): Promise<Response> {
  const language = languageOf(context, page.language);
  const said = wordsOf(language).referral;
  if ('gone' in page)
    return answerPage(context, office, {
      language,
      title: said.gone_title,
      body: goneBody(language, page.gone),
      status: 410,
      isSecret: true,
    });
  const { data, error } = await office.backend.service.from('settings').select('office_name').single();
  if (error) throw error;
  const action = `${context.req.path}${queryOf(context, language)}`;
  // Another act may be possible by now than the one that was filled in.
  const kept = form.wrong === null || receiverActs(page.status).some((act) => act === form.act) ? form : noForm;
  const body = referralBody(language, page, { office: data.office_name, action, form: kept, hasPassed });
  const title = say(said.title, { number: page.number });
  return answerPage(context, office, { language, title, body, status: form.wrong === null ? 200 : 422, isSecret: true });
}
