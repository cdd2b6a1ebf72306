import type { Backend } from '../backend/index.ts';
import { journeyLetters } from '../campaigns/journey-letters.ts';
import { inventCampaigns } from './campaigns.ts';
import { inventEvents } from './events.ts';
import { inventInquiries } from './inquiries.ts';
import { samplePopulations } from './populations.ts';
import { createRandom } from './random.ts';
import { inventResidents } from './residents.ts';
import { sampleStaff } from './staff.ts';
import { inventTasks } from './tasks.ts';

const RESIDENTS = 2_000;
const INQUIRIES = 4_000;

/**
 * Fills an empty office with invented people and work, and marks it as a sample. The same seed and
 * day (`YYYY-MM-DD`) make the same office. Accounts are not made here.
 * @throws the database's refusal when the office has people or inquiries in it already.
 */
export async function createSampleOffice(
  backend: Pick<Backend, 'service'>,
  { seed, today }: { seed: number; today: string },
): Promise<void> {
  const { things, outreach, writing, ...office } = inventSampleOffice(seed, today);
  const loaded = await backend.service.rpc('load_sample_office', { p_office: office });
  if (loaded.error) throw loaded.error;
  // A real office begins without one and is asked for it; an invented one has an address that leads nowhere.
  const reached = await backend.service.from('settings').update({ email: 'engage@rotunda.example' }).eq('id', 1);
  if (reached.error) throw reached.error;
  const noted = await backend.service.rpc('load_sample_tasks', { p_things: things });
  if (noted.error) throw noted.error;
  const held = await backend.service.rpc('load_sample_events', { p_outreach: outreach });
  if (held.error) throw held.error;
  const counted = await backend.service.rpc('load_sample_populations', { p_rows: samplePopulations });
  if (counted.error) throw counted.error;
  const written = await backend.service.rpc('load_sample_letters');
  if (written.error) throw written.error;
  const sent = await backend.service.rpc('load_sample_campaigns', { p_writing: writing });
  if (sent.error) throw sent.error;
  const [question] = journeyLetters(['en', 'es'], 'en').find(({ kind }) => kind === 'inquiry_closed')?.steps ?? [];
  if (!question) return;
  const asked = await backend.service.rpc('load_sample_answers', { p_name: question.name, p_messages: question.messages as never });
  if (asked.error) throw asked.error;
}

/** The sample office as plain data. Ids and inquiry numbers are given when it is loaded. */
export function inventSampleOffice(seed: number, today: string) {
  const random = createRandom(seed);
  const residents = inventResidents(random, RESIDENTS);
  const inquiries = inventInquiries(random, INQUIRIES, residents, today);
  const first = new Map<number, string>();
  for (const { resident, opened_local } of inquiries) if (resident !== null && !first.has(resident)) first.set(resident, opened_local);
  const beginning = inquiries[0]?.opened_local;
  // A person is entered when they first ask; who never did was entered on the first day.
  const entered = residents.map((one) => ({ ...one, created_local: first.get(one.key) ?? beginning }));
  const things = inventTasks(random, inquiries, today);
  const outreach = {
    residents: entered.map(({ key, name, created_local }) => ({ key, name, created_local })),
    ...inventEvents(random, residents, inquiries, today),
  };
  const writing = { residents: outreach.residents, ...inventCampaigns(random, residents, today) };
  return { staff: sampleStaff, residents: entered, inquiries, things, outreach, writing };
}
