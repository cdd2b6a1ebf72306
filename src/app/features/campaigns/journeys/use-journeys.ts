import { useCreate, useCustom, useInvalidate, useList, useUpdate } from '@refinedev/core';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { CampaignStatus } from '../../../../domain/campaigns/campaign.ts';
import { type JourneyKind, journeyKinds } from '../../../../domain/campaigns/journeys.ts';
import { nameAct } from '../../../providers/acts.ts';
import type { Done } from '../../../shared/hooks/use-acts.ts';
import { useCampaignActs } from '../actions.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

export type JourneyStep = {
  id: string;
  days: number;
  campaign: { id: string; name: string; status: CampaignStatus; pause_reason: string | null; list_id: string; list: { name: string } };
};
export type Journey = { id: string; kind: JourneyKind; is_on: boolean; turned_on_at: string | null; steps: JourneyStep[] };
export type LetterCounts = { sent: number; waiting: number; left_out: number };
export type JourneyCounts = { letters: Record<string, LetterCounts>; answers: Record<'yes' | 'no' | 'not_yet', number> };

const select = [
  'id,kind,is_on,turned_on_at',
  'steps:journey_steps(id,days,campaign:campaigns(id,name,status,pause_reason,list_id,list:mailing_lists!campaigns_list_id_fkey(name)))',
].join(',');

/** The four journeys with their letters, and how each letter does. */
export function useJourneys() {
  const { query } = useList<Journey>({
    resource: 'journeys',
    meta: { select },
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { meta: { live: ['journey_steps', 'campaigns'] } },
  });
  const counts = useCustom<JourneyCounts>({
    url: 'journey_counts',
    method: 'post',
    errorNotification: false,
    queryOptions: { meta: { live: ['journey_steps', 'campaigns', 'inquiry_answers'] } },
  }).query;
  const rows = query.data?.data;
  return {
    journeys: rows ? journeyKinds.flatMap((kind) => rows.filter((one) => one.kind === kind)) : null,
    counts: counts.data?.data ?? null,
    error: query.error ?? counts.error,
    retry: () => void Promise.all([query.refetch(), counts.refetch()]),
  };
}

/** What is done with journeys, each one act, undone by its name. */
export function useJourneyActs() {
  const acts = useCampaignActs();
  const invalidate = useInvalidate();
  const rpc = <Answer>(url: string, values: Record<string, unknown>, onDone: (done: Done<Answer>) => void) =>
    acts.rpc<Answer>(url, values, (done) => {
      onDone(done);
      void invalidate({ resource: 'journeys', invalidates: ['resourceAll'] });
    });
  return { error: acts.error, isWorking: acts.isWorking, clear: acts.clear, rpc };
}

export type Deadline = {
  id: string;
  title: string;
  translations: Record<string, { title?: string }>;
  due_on: string;
  url: string | null;
  note: string;
  is_active: boolean;
  version: number;
};
export type DeadlineColumns = Omit<Deadline, 'id' | 'version'>;

/** All deadlines, the next first. */
export function useDeadlines() {
  const { query } = useList<Deadline>({
    resource: 'deadlines',
    meta: { select: 'id,title,translations,due_on,url,note,is_active,version' },
    sorters: [
      { field: 'due_on', order: 'asc' },
      { field: 'title', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  return { deadlines: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** Adding and changing deadlines. */
export function useDeadlineActs() {
  const { mutateAsync: create } = useCreate();
  const { mutateAsync: update } = useUpdate();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const read = () => void invalidate({ resource: 'deadlines', invalidates: ['list'] });
  async function save(deadline: Deadline | null, values: Partial<DeadlineColumns>, onDone: (act: string) => void): Promise<boolean> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      await (deadline
        ? update({ resource: 'deadlines', id: deadline.id, values, invalidates: [], meta: { act, version: deadline.version }, ...quiet })
        : create({ resource: 'deadlines', values, invalidates: [], meta: { act }, ...quiet }));
      onDone(act);
      read();
      return true;
    } catch (refused) {
      setError(refused);
      // What somebody else saved meanwhile is read, so that the next save is made knowingly.
      if (toRefusal(refused).kind === 'conflict') read();
      return false;
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, save };
}
