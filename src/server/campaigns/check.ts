import type { Message } from '../../domain/campaigns/blocks.ts';
import { type Check, type CheckContext, checkMessage, LARGEST_HTML } from '../../domain/campaigns/checks.ts';
import { type CompiledCampaign, compileCampaign, renderLetter } from './compile.ts';
import { type About, type CampaignContent, CompileError, type LetterLinks, type Person } from './types.ts';

/** What is known of the readers, as `campaign_readers` answers it. */
export type Readers = { count: number; languages: Record<string, number>; missing: Record<string, number> };

/** Somebody who is nobody, to see how long a letter becomes. */
export const samplePerson: Person = {
  name: 'Ana Reyes',
  preferred_name: null,
  language: 'en',
  district: 'District 4',
  neighborhood: 'Columbus Park',
};
/** Links that open nothing of anybody. They are as long as real ones. */
export const sampleLinks = ({ address, slug }: Pick<CampaignContent, 'address' | 'slug'>): LetterLinks => ({
  unsubscribe: `${address}/preferences`,
  preferences: `${address}/preferences`,
  archive: slug ? `${address}/archive/${slug}` : null,
  answer: `${address}/closed/…`,
});

/** What a letter of a journey would be about: something of each kind that it can name. */
export function sampleAbout({ journey, now, office }: Pick<CampaignContent, 'journey' | 'now' | 'office'>): About {
  const event = {
    title: 'Budget in plain words',
    translations: {},
    starts_at: now,
    time_zone: office.time_zone,
    place: 'Mohart Center',
    slug: 'budget',
  };
  if (journey === 'event_sequence') return { event };
  if (journey === 'inquiry_closed') return { inquiry: { id: '00000000-0000-4000-8000-000000000000', number: 1042, subject: 'Water line' } };
  if (journey === 'deadline') return { deadline: { title: 'Rent relief', translations: {}, due_on: now.slice(0, 10), url: null } };
  return {};
}

/** Everything that stands in the way of sending a campaign, or that somebody should look at. */
export async function checkCampaign(content: CampaignContent, readers?: Readers): Promise<Check[]> {
  const checks: Check[] = officeChecks(content);
  const written = content.messages.map(({ language }) => language);
  if (!written.includes(content.fallback_language))
    checks.push({ code: 'message_missing', level: 'error', values: { language: content.fallback_language } });
  for (const message of content.messages) {
    const { checks: found } = await checkLetter(content, message, readers);
    checks.push(...found.map((one) => ({ ...one, language: message.language })));
  }
  for (const [language, count] of Object.entries(readers?.languages ?? {})) {
    if (!written.includes(language) && count > 0)
      checks.push({ code: 'language_missing', level: 'warning', where: 'audience', values: { language, count } });
  }
  return checks;
}

export const officeChecks = ({ office }: CampaignContent): Check[] =>
  office.address.trim() === '' ? [{ code: 'address_missing', level: 'error', where: 'office', values: {} }] : [];

/** One message: what it says by itself, whether it compiles, and how large it becomes. */
export async function checkLetter(
  content: CampaignContent,
  message: Message,
  readers?: Readers,
): Promise<{ checks: Check[]; compiled: CompiledCampaign | null }> {
  const context: CheckContext = {
    ownAddresses: [`${content.address}/`, ...(content.office.website ? [content.office.website] : [])],
    isPublished: content.slug !== null,
    journey: content.journey,
    ...(readers ? { missing: readers.missing } : {}),
  };
  const checks = checkMessage(message, context);
  try {
    const compiled = await compileCampaign({ ...content, messages: [message] });
    const reader = {
      language: message.language,
      variant: null,
      person: samplePerson,
      links: sampleLinks(content),
      about: sampleAbout(content),
    };
    const bytes = Buffer.byteLength(renderLetter(compiled, reader).html);
    const values = { kilobytes: Math.ceil(bytes / 1024) };
    if (bytes > LARGEST_HTML) checks.push({ code: 'too_large', level: 'error', values });
    else if (bytes > LARGEST_HTML * 0.8) checks.push({ code: 'large', level: 'warning', values });
    return { checks, compiled };
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const said = new Set(checks.filter(({ code }) => code === 'mjml').map(({ values }) => JSON.stringify(values)));
    for (const { line, code, values: of, in: where } of error.problems) {
      const values = { ...(where === 'layout' ? { layout_line: line } : { line }), problem: code, ...of };
      if (!said.has(JSON.stringify(values))) checks.push({ code: 'mjml', level: 'error', where: 'mjml', values });
    }
    return { checks, compiled: null };
  }
}
