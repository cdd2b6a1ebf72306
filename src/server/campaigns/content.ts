import { readMessage } from '../../domain/campaigns/blocks.ts';
import { isJourneyKind, type JourneyKind } from '../../domain/campaigns/journeys.ts';
import type { Office } from '../office.ts';
import type { CampaignContent } from './types.ts';

/** As they are kept, with the fingerprint of what the checks look at. */
export type SavedContent = CampaignContent & { fingerprint: string };

/** All facts of a campaign's letters, as they are now; null when there is no such campaign. Who may see them the caller asks. */
export async function loadContent(office: Office, id: string): Promise<SavedContent | null> {
  const { data, error } = await office.backend.service.rpc('campaign_content', { p_id: id });
  if (error) throw error;
  const found = data as unknown as SavedContent | null;
  if (!found) return null;
  const journey = found.kind === 'journey' ? await journeyOf(office, id) : null;
  return { ...found, journey, messages: found.messages.map(readMessage), address: office.address.url };
}

async function journeyOf(office: Office, campaign: string): Promise<JourneyKind | null> {
  const { data, error } = await office.backend.service
    .from('journey_steps')
    .select('journeys(kind)')
    .eq('campaign_id', campaign)
    .maybeSingle();
  if (error) throw error;
  const kind = data?.journeys?.kind;
  return isJourneyKind(kind) ? kind : null;
}
