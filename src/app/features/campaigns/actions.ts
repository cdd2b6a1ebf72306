import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { CampaignMessageRow, CampaignRecord } from '../../../domain/campaigns/campaign.ts';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

/** What was done: the name by which it can be undone, and what the database answered. */
export type Done<Answer> = { act: string; answer: Answer };

/** What save_campaign takes: what is absent stays. */
export type CampaignColumns = Partial<Omit<CampaignRecord, 'id' | 'messages' | 'list' | 'status' | 'version'>> & {
  messages?: (Pick<CampaignMessageRow, 'language'> & Partial<CampaignMessageRow>)[];
};

/**
 * Calls a function of the database as one act, and reads campaigns again. Each call answers what was done; null when it was
 * not: then `error` says why, and on a conflict the record is read again.
 */
export function useCampaignActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const refresh = () => Promise.all(['campaigns', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })));

  async function rpc<Answer>(
    url: string,
    values: Record<string, unknown>,
    onDone?: (done: Done<Answer>) => void,
  ): Promise<Done<Answer> | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act }, ...quiet });
      const done = { act, answer: data as Answer };
      // What was done is said before the lists are read again.
      onDone?.(done);
      await refresh();
      return done;
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return null;
    } finally {
      setWorking(false);
    }
  }

  return {
    error,
    isWorking,
    clear: () => setError(null),
    refresh,
    rpc,
    create: (campaign: CampaignColumns, onDone?: (done: Done<string>) => void) =>
      rpc<string>('save_campaign', { p_campaign: campaign }, onDone),
    save: (id: string, version: number | null, campaign: CampaignColumns, onDone?: (done: Done<string>) => void) =>
      rpc<string>('save_campaign', { p_campaign: campaign, p_id: id, p_version: version }, onDone),
  };
}

export type CampaignActs = ReturnType<typeof useCampaignActs>;
