import type { Backend } from '../backend/index.ts';
import { answerActs } from './answers.ts';
import { applicationActs } from './applications.ts';
import { createSampleCopies } from './copies.ts';
import { initiativeActs } from './initiatives.ts';
import { createSampleJoined } from './joined.ts';
import { languageActs } from './language.ts';
import { organizationActs } from './organizations.ts';
import { loadSamplePlaces } from './places.ts';
import { programActs } from './programs.ts';
import { createSampleReferrals } from './referrals.ts';
import { runSampleActs } from './sample-acts.ts';
import { createSampleRequests } from './service-requests.ts';

/**
 * Gives a sample office its partners and what is done with them, written as its people would have written it; they need their accounts
 * first. Does nothing where that was done already.
 */
export async function createSamplePartners(backend: Pick<Backend, 'service'>, { today }: { today: string }): Promise<void> {
  const there = await backend.service.from('organization_agreements').select('id').limit(1);
  if (there.error) throw there.error;
  if (there.data.length > 0) return;
  await createSampleRequests(backend, { today });
  // In the order in which one stands on the other: partners, what they offer, what is done with them.
  const parts = [organizationActs, programActs, initiativeActs, applicationActs, languageActs, answerActs];
  await runSampleActs(
    backend,
    parts.flatMap((acts) => acts(today)),
  );
  await createSampleReferrals(backend, { today });
  await createSampleJoined(backend, { today });
  await createSampleCopies(backend, { today });
  await loadSamplePlaces(backend);
}
