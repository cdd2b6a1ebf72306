import type { CampaignMessageRow, CampaignRecord } from '../../../domain/campaigns/campaign.ts';
import { type Done, useActs } from '../../shared/hooks/use-acts.ts';

/** What save_campaign takes: what is absent stays. */
export type CampaignColumns = Partial<Omit<CampaignRecord, 'id' | 'messages' | 'list' | 'status' | 'version'>> & {
  messages?: (Pick<CampaignMessageRow, 'language'> & Partial<CampaignMessageRow>)[];
};

/** Acts on campaigns. What else is drawn from them hears of it live. */
export function useCampaignActs() {
  const acts = useActs(['campaigns'], () => false);
  return {
    ...acts,
    create: (campaign: CampaignColumns, onDone?: (done: Done<string>) => void) =>
      acts.rpc<string>('save_campaign', { p_campaign: campaign }, onDone),
    save: (id: string, version: number | null, campaign: CampaignColumns, onDone?: (done: Done<string>) => void) =>
      acts.rpc<string>('save_campaign', { p_campaign: campaign, p_id: id, p_version: version }, onDone),
  };
}

export type CampaignActs = ReturnType<typeof useCampaignActs>;
