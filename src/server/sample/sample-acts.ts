import type { Backend } from '../backend/index.ts';
import type { SampleAct } from './award-acts.ts';

/** What "@key" stands for in acts that come later. */
export type SampleNames = Record<string, string>;

/** Does acts of the sample as the people who did them, each on its day. Answers what they made, by the names that they were kept as. */
export async function runSampleActs(backend: Pick<Backend, 'service'>, acts: SampleAct[], names: SampleNames = {}): Promise<SampleNames> {
  const { data, error } = await backend.service.rpc('load_sample_acts', { p_acts: acts as never, p_names: names });
  if (error) throw error;
  return data as SampleNames;
}
