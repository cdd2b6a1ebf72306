import { createHash } from 'node:crypto';
import type { DataClient } from '../../../data/client.ts';
import type { SpendingAnswer, SpendingChoices } from '../../../domain/awards/usaspending.ts';
import { readSpending } from './read-document.ts';

export type SpendingRequest = {
  text: string;
  fileName: string;
  /** Of which award subawards are that do not say it themselves. */
  prime: string | null;
  choices: SpendingChoices | null;
  dryRun: boolean;
  /** The name of the act, so that it can be undone. */
  act: string | null;
};

/** Reads an answer of USAspending and says what differs from the register, or takes what was chosen, as the caller. */
export async function takeSpending(caller: DataClient, request: SpendingRequest): Promise<SpendingAnswer> {
  const { unplaced, ...document } = readSpending(request.text, request.prime);
  const call = caller.rpc('import_usaspending', {
    p_document: document,
    p_choices: {
      ...request.choices,
      file_name: request.fileName,
      sha256: createHash('sha256').update(request.text).digest('hex'),
    },
    p_dry_run: request.dryRun,
  });
  const { data, error } = await (request.act ? call.setHeader('X-Change-Set', request.act) : call);
  if (error) throw error;
  return { ...(data as unknown as SpendingAnswer), unplaced };
}
