import type { Check } from '../../domain/campaigns/checks.ts';
import type { Office } from '../office.ts';
import { checkCampaign } from './check.ts';
import type { SavedContent } from './content.ts';

/** Checks a campaign and, when nothing stands in the way, notes what passed: nothing else can be submitted. */
export async function passChecks(office: Office, content: SavedContent): Promise<{ checks: Check[]; errors: Check[] }> {
  const checks = await checkCampaign(content);
  const errors = checks.filter(({ level }) => level === 'error');
  if (errors.length === 0) {
    const { id: p_id, fingerprint: p_fingerprint } = content;
    const { error } = await office.backend.service.rpc('note_campaign_checked', { p_id, p_fingerprint });
    if (error) throw error;
  }
  return { checks, errors };
}
