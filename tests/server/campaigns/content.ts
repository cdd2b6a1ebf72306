import { type Block, readMessage } from '../../../src/domain/campaigns/blocks.ts';
import type { CampaignContent, LetterLinks, Person } from '../../../src/server/campaigns/types.ts';

/** Blocks without ids, as a test writes them. */
export const blocks = (...written: unknown[]): Block[] =>
  readMessage({ blocks: written.map((block, index) => ({ id: `b${index + 1}`, ...(block as object) })) }).blocks;

/** A campaign's facts with a message in each language that is given. */
export function contentWith(messages: Record<string, unknown>[], changes: Partial<CampaignContent> = {}): CampaignContent {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    kind: 'bulletin',
    from_name: null,
    reply_to: null,
    journey: null,
    fallback_language: 'en',
    counts_clicks: false,
    slug: null,
    list: {
      id: '00000000-0000-4000-8000-000000000002',
      code: 'city-news',
      name: 'City news',
      translations: { es: { name: 'Noticias de la ciudad' }, ar: { name: 'أخبار المدينة' } },
      needs_consent: true,
    },
    layout: null,
    office: {
      name: 'Office of Citizen Engagement',
      city: 'Kansas City',
      address: '414 E. 12th Street\nKansas City, MO 64106',
      phone: '+18165550100',
      email: 'engage@city.example',
      website: 'https://city.example',
      time_zone: 'America/Chicago',
      logo_path: null,
    },
    messages: messages.map((message) => readMessage({ subject: 'News', ...message })),
    events: [
      {
        id: '00000000-0000-4000-8000-000000000003',
        slug: 'budget-evening',
        title: 'Budget evening <for> everybody',
        translations: { es: { title: 'Noche del presupuesto' }, ar: { title: 'أمسية الميزانية' } },
        starts_at: '2026-12-02T00:00:00Z',
        ends_at: '2026-12-02T01:30:00Z',
        time_zone: 'America/Chicago',
        place_name: 'Mohart Center',
        address: '3200 Wayne Ave',
        room: null,
        is_online: false,
        district_id: '00000000-0000-4000-8000-00000000000d',
      },
      {
        id: '00000000-0000-4000-8000-000000000004',
        slug: 'online-hour',
        title: 'Online hour',
        translations: {},
        starts_at: '2026-12-20T18:00:00Z',
        ends_at: '2026-12-20T19:00:00Z',
        time_zone: 'America/Chicago',
        place_name: null,
        address: null,
        room: null,
        is_online: true,
        district_id: null,
      },
    ],
    now: '2026-11-26T12:00:00Z',
    attachments: [],
    counted: [],
    address: 'https://engage.city.example',
    ...changes,
  };
}

export const ana: Person = {
  name: 'Ana Reyes',
  preferred_name: null,
  language: 'es',
  district: 'District 4',
  neighborhood: 'Columbus Park',
};
export const nobody: Person = { name: null, preferred_name: null, language: null, district: null, neighborhood: null };
export const links: LetterLinks = {
  unsubscribe: 'https://engage.city.example/u/abc.def',
  preferences: 'https://engage.city.example/preferences/abc.def',
  archive: null,
};
