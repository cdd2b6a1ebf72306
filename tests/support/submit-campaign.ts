import { loadContent } from '../../src/server/campaigns/content.ts';
import { passChecks } from '../../src/server/campaigns/pass-checks.ts';
import type { Role } from './databases.ts';
import type { TestOffice } from './office.ts';

/** Checked as the server checks it, as `POST /campaigns/:id/submit` does; does not submit. */
export async function checkAsServer(office: TestOffice, id: string): Promise<void> {
  const content = await loadContent(office, id);
  if (!content) throw new Error('There is no such campaign.');
  const { errors } = await passChecks(office, content);
  if (errors.length > 0) throw new Error(`The checks found: ${errors.map(({ code }) => code).join(', ')}.`);
}

/** Checked as the server checks it, then submitted by somebody. */
export async function submitCampaign(office: TestOffice, role: Role, id: string) {
  await checkAsServer(office, id);
  return office.as(role).rpc('submit_campaign', { p_id: id });
}
