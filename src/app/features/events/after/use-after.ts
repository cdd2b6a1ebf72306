import { useCustom, useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useState } from 'react';
import type { AfterFacts, FollowUp } from '../../../../domain/events/after.ts';
import type { DoorAct, DoorAnswer } from '../../../../domain/events/door.ts';
import { nameAct } from '../../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;
/** What the answer of event_after is made of. */
const tables = ['attendances', 'event_tallies', 'event_issues', 'events', 'registrations', 'inquiries'];

/** What came of an event, and what may be done about it. Each act answers the name by which it is undone; null when refused. */
export function useAfter(event: string) {
  const { query } = useCustom<AfterFacts>({
    url: 'event_after',
    method: 'post',
    config: { payload: { p_event: event } },
    errorNotification: false,
    queryOptions: { meta: { live: tables } },
  });
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function act(url: string, values: Record<string, unknown>, read?: (answer: unknown) => string | null): Promise<string | null> {
    const name = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act: name }, ...quiet });
      await query.refetch();
      await Promise.all(
        ['events', 'inquiries', 'event_follow_ups', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
      );
      const refused = read?.(data) ?? null;
      if (refused) setError(new Error(refused));
      return refused ? null : name;
    } catch (reason) {
      setError(reason);
      return null;
    } finally {
      setWorking(false);
    }
  }
  /** An act of the sheet that was refused has its own sentence in the answer. */
  const refusedOf = (answer: unknown) => (answer as DoorAnswer['acts']).find((one) => one.became === 'refused')?.message ?? null;

  return {
    facts: query.data?.data ?? null,
    readError: query.error,
    retry: () => void query.refetch(),
    error,
    isWorking,
    clear: () => setError(null),
    correct: (acts: Omit<DoorAct, 'at'>[]) => act('correct_attendance', { p_event: event, p_acts: acts }, refusedOf),
    setTallyCounts: (counts: AfterFacts['tally_counts']) => act('set_tally_counts', { p_event: event, p_counts: counts }),
    noteOutcome: (outcome: string) => act('note_outcome', { p_event: event, p_outcome: outcome }),
    noteIssue: (issue: Record<string, unknown>, id: string | null = null) =>
      act('note_issue', { p_event: event, p_issue: issue, ...(id ? { p_id: id } : {}) }),
    removeIssue: (id: string) => act('remove_issue', { p_id: id }),
    makeInquiries: (issues: string[]) => act('issues_to_inquiries', { p_issues: issues }),
    draftFollowUp: (texts: { en: string; es: string }) => act('draft_follow_up', { p_event: event, p_en: texts.en, p_es: texts.es }),
    editFollowUp: (text: Pick<FollowUp, 'id' | 'version'>, texts: { en: string; es: string }) =>
      act('edit_follow_up', { p_id: text.id, p_en: texts.en, p_es: texts.es, p_version: text.version }),
    settleFollowUp: (text: Pick<FollowUp, 'id' | 'version'>, status: FollowUp['status']) =>
      act('settle_follow_up', { p_id: text.id, p_status: status, p_version: text.version }),
  };
}
export type After = ReturnType<typeof useAfter>;

/** "You said, we did" of an event: undefined while it is asked, null when there is none. */
export function useFollowUp(event: string): FollowUp | null | undefined {
  const { query } = useList<FollowUp>({
    resource: 'event_follow_ups',
    filters: [{ field: 'event_id', operator: 'eq', value: event }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  return query.data ? (query.data.data[0] ?? null) : undefined;
}
