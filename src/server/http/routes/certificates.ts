import type { Context, Hono } from 'hono';
import { readLink, signLink } from '../../links/signed-link.ts';
import type { Office } from '../../office.ts';
import { type CertificateFacts, nearest, writeCertificates } from '../../reports/certificates.ts';
import { callerOf, personOf, UUID } from '../caller.ts';
import { disposition } from '../disposition.ts';
import { Refusal } from '../errors.ts';
import { pageRoute } from '../public-page.ts';

const MAY_GIVE = ['staff', 'coordinator', 'manager', 'admin'];
const LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Certificates of a held training: one by a signed link, for whoever was there; all of them, and their links, for the office. */
export function certificateRoutes(app: Hono, office: Office): void {
  app.get(
    '/certificates/:token',
    pageRoute(office, async (context) => {
      const p_attendance = await readLink(office, 'certificate', context.req.param('token') ?? '');
      const facts = p_attendance && (await readFacts(office, { p_attendance }));
      if (!facts) throw new Refusal(404, 'The link opens nothing.', undefined, 'link');
      return answerPdf(facts);
    }),
  );

  // A link opens a paper without an account: making it is an act, though nothing is written.
  app.post('/events/:id/certificates', async (context) => {
    const facts = await readHeld(context, office);
    const { url } = office.address;
    const links = facts.people.map(async ({ id, name }) => ({
      id,
      name,
      url: `${url}/certificates/${await signLink(office, 'certificate', id)}`,
    }));
    return context.json({ people: await Promise.all(links) });
  });

  app.get('/events/:id/certificates/pdf', async (context) =>
    answerPdf(await readHeld(context, office), nearest(context.req.query('lang') ?? 'en')),
  );
}

/** What the certificates of an event say, for somebody of the office who may give them out. */
async function readHeld(context: Context, office: Office): Promise<CertificateFacts> {
  const { role } = await personOf(callerOf(context, office));
  if (!MAY_GIVE.includes(role)) throw new Refusal(403, 'Giving out certificates needs the role "staff". Ask an administrator.');
  const id = context.req.param('id') ?? '';
  const facts = UUID.test(id) ? await readFacts(office, { p_event: id }) : null;
  if (!facts) throw new Refusal(404, 'There are certificates when a training was held and people came by name.');
  return facts;
}

async function readFacts(office: Office, of: { p_attendance: string } | { p_event: string }): Promise<CertificateFacts | null> {
  const { data, error } = await office.backend.service.rpc('certificate_facts', of);
  if (error) throw error;
  return data as unknown as CertificateFacts | null;
}

async function answerPdf(facts: CertificateFacts, language?: ReturnType<typeof nearest>): Promise<Response> {
  const { renderCertificates } = await import('../../reports/render-certificates.ts');
  const certificates = writeCertificates(facts, language);
  const bytes = await renderCertificates(certificates);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': disposition(`${certificates.title.replace(/[/:]/g, ' ').replaceAll(' · ', ', ')}.pdf`),
      'Content-Security-Policy': LOCKED,
      'Cache-Control': 'private, no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex, nofollow',
    },
  });
}
