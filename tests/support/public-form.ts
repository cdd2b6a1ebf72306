import { makeFormKey } from '../../src/server/http/form-key.ts';
import type { makeApp } from '../../src/server/http/server.ts';
import type { TestOffice } from './office.ts';

type EventColumns = {
  title?: string;
  slug?: string | null;
  capacity?: number | null;
  has_waitlist?: boolean;
  takes_registrations?: boolean;
  status?: string;
  /** From now, in hours. */
  starts?: number;
  hours?: number;
  is_published?: boolean;
  offer_minutes?: number;
  summary?: string;
  translations?: object;
  online_url?: string | null;
  closes?: number | null;
};

let made = 0;
/** An event that takes registrations, published unless a test says otherwise; answers its id and its address. */
export async function makeEvent(office: TestOffice, columns: EventColumns = {}): Promise<{ id: string; slug: string }> {
  const one = {
    title: 'Budget in plain words',
    slug: `budget-${++made}`,
    capacity: 2,
    has_waitlist: true,
    takes_registrations: true,
    status: 'confirmed',
    starts: 72,
    hours: 2,
    is_published: true,
    offer_minutes: 1440,
    summary: 'How the city spends its money.',
    translations: {},
    online_url: null,
    closes: null,
    ...columns,
  };
  const [row] = await office.exec<{ id: string; slug: string }>(
    `insert into events (title, kind, starts_at, ends_at, status, published_at, slug, takes_registrations, capacity, has_waitlist, offer_minutes, summary, translations,
       place_name, address, online_url, registration_closes_at)
     values ($1, 'workshop', now() + make_interval(hours => $2), now() + make_interval(hours => $3), $4, case when $5 then now() end, $6, $7, $8, $9, $10, $11, ($12::text)::jsonb,
       'Bluford Library', '3050 Prospect Ave', $13, case when $14::integer is not null then now() + make_interval(hours => $14) end) returning id, slug`,
    [
      one.title,
      one.starts,
      one.starts + one.hours,
      one.status,
      one.is_published,
      one.slug,
      one.takes_registrations,
      one.capacity,
      one.has_waitlist,
      one.offer_minutes,
      one.summary,
      JSON.stringify(one.translations),
      one.online_url,
      one.closes,
    ],
  );
  if (!row) throw new Error('No event was made.');
  return row;
}

export type Fields = Record<string, string>;

/** Somebody with a browser that keeps no cookie and runs no script; each from a network address of their own. */
export function visitor(office: TestOffice, app: ReturnType<typeof makeApp>) {
  let address = 0;
  const from = () => `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address++ & 255}`;
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers: { 'x-forwarded-for': from(), ...headers } });
  const post = (path: string, fields: Fields | string, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': from(), ...headers },
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    });
  return {
    get,
    post,
    /** The key of a form that has stood open for ten seconds. */
    formKey: () => makeFormKey(office, Date.now() - 10_000),
    register: async (slug: string, fields: Fields = {}, query = '', headers: Record<string, string> = {}) =>
      post(
        `/e/${slug}${query}`,
        {
          form: await makeFormKey(office, Date.now() - 10_000),
          name: 'Rosa Peña',
          email: `rosa${address}@example.org`,
          phone: '',
          language: 'en',
          need: '',
          seats: '1',
          minors: '0',
          ...fields,
        },
        headers,
      ),
    /** The page that an answer leads to. */
    follow: async (answer: Response) => {
      const to = answer.headers.get('location') ?? '';
      return { to, token: /^\/r\/([^?]+)/.exec(to)?.[1] ?? '', text: await (await get(to)).text() };
    },
  };
}
