import { useCustom, useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useState } from 'react';
import { nameAct } from '../../../providers/acts.ts';

/** What an event teaches, as it was when it was chosen. */
export type Taught = {
  id: string;
  curriculum_id: string;
  name: string;
  edition: string;
  hours: number | string | null;
  datasets: string[];
};
type Material = { id: string; language: string; title: string; url: string; sort_order: number };
type Offered = { id: string; name: string; edition: string; is_active: boolean; materials: Material[] };

/** Medians, shares and words are there from five answers on. */
export type Outcome = {
  ratings: number;
  answers: number;
  before?: number;
  after?: number;
  change?: number;
  better?: number;
  comments?: string[];
  used?: number;
  words?: string[];
};

export function useTraining(event: string) {
  const taught = useList<Taught>({
    resource: 'event_trainings',
    meta: { select: 'id,curriculum_id,name,edition,hours,datasets' },
    filters: [{ field: 'event_id', operator: 'eq', value: event }],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
  const curricula = useList<Offered>({
    resource: 'curricula',
    meta: { select: 'id,name,edition,is_active,materials:curriculum_materials(id,language,title,url,sort_order)' },
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
  return {
    taught: taught.data?.data[0] ?? null,
    curricula: taught.data && curricula.data ? curricula.data.data : null,
    error: taught.error ?? curricula.error,
    retry: () => void Promise.all([taught.refetch(), curricula.refetch()]),
  };
}

/** What came of it; null while it is not known. */
export function useOutcome(event: string): { outcome: Outcome | null; refetch: () => Promise<unknown> } {
  const { query } = useCustom<Outcome>({
    url: 'training_outcome',
    method: 'post',
    config: { payload: { p_event: event } },
    errorNotification: false,
    queryOptions: { queryKey: ['training_outcome', event], meta: { live: ['training_ratings', 'training_follow_ups'] } },
  });
  const found = query.data?.data;
  return { outcome: found ? readNumbers(found) : null, refetch: query.refetch };
}

/** Some backends write decimals as text. */
function readNumbers(found: Outcome): Outcome {
  const { before, after, ...others } = found;
  return before === undefined || after === undefined ? others : { ...others, before: Number(before), after: Number(after) };
}

/** Says what an event teaches, and keeps sheets of paper. Each act answers the name by which it is undone, null when it was refused. */
export function useTrainingActs(event: string, refetch: () => Promise<unknown>) {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [chooseError, setChooseError] = useState<unknown>(null);
  const [rateError, setRateError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  async function act(url: string, values: Record<string, unknown>, setError: (error: unknown) => void): Promise<string | null> {
    const name = nameAct();
    setWorking(true);
    setError(null);
    try {
      await call({ url, method: 'post', values, meta: { act: name }, successNotification: false, errorNotification: false });
      await Promise.all([
        invalidate({ resource: 'event_trainings', invalidates: ['list'] }),
        invalidate({ resource: 'changes', invalidates: ['list'] }),
        refetch(),
      ]);
      return name;
    } catch (refused) {
      setError(refused);
      return null;
    } finally {
      setWorking(false);
    }
  }
  return {
    chooseError,
    rateError,
    isWorking,
    setCurriculum: (curriculum: string | null) => act('set_training', { p_event: event, p_curriculum: curriculum }, setChooseError),
    noteRating: (rating: { before: number; after: number; comment: string; client_key: string }) =>
      act('note_rating', { p_event: event, p_rating: rating }, setRateError),
  };
}
