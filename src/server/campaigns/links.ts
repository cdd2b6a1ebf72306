import type { Office } from '../office.ts';
import { type CompiledCampaign, compileCampaign } from './compile.ts';
import type { CampaignContent } from './types.ts';

/**
 * The campaign with its links led through the counter, where it counts them; otherwise as it is. What can be counted are links of
 * the web in what was written: never the way to leave, the preferences or an address of mail, which are the reader's own. The links are
 * noted once, before the first letter, so that all letters have the same.
 */
export async function countLinks(office: Office, content: CampaignContent, compiled: CompiledCampaign): Promise<CompiledCampaign> {
  if (!content.counts_clicks || content.counted.length > 0) return compiled;
  const links = Object.values(compiled.messages).flatMap(({ language, links: found }) => found.map((url) => ({ language, url })));
  if (links.length === 0) return compiled;
  const { data, error } = await office.backend.service.rpc('keep_campaign_links', { p_campaign: content.id, p_links: links });
  if (error) throw error;
  return compileCampaign({ ...content, counted: data as CampaignContent['counted'] });
}

/** Programs that look at a page before a person does, and say so: they are led on, and not counted. */
export const isLookingAhead = (headers: Headers): boolean =>
  ['purpose', 'x-purpose', 'sec-purpose', 'x-moz'].some((name) => /prefetch|preview|prerender/i.test(headers.get(name) ?? ''));
