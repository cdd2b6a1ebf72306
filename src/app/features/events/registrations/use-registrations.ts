import { useCustom, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../../providers/notify.tsx';
import { useDeeds } from '../../../shared/hooks/use-acts.ts';

export type RegistrationStatus = 'confirmed' | 'waitlisted' | 'offered' | 'cancelled';
export type MatchReason = 'email' | 'phone' | 'email_and_phone';
export type Registration = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
  needs_interpreter: boolean;
  accessibility_need: string | null;
  seats: number;
  minors: number;
  status: RegistrationStatus;
  source: 'public' | 'staff' | 'walk_in';
  offered_until: string | null;
  cancelled_at: string | null;
  cancelled_how: 'registrant' | 'office' | 'declined' | 'lapsed' | null;
  office_note: string | null;
  created_at: string;
  place: number | null;
  resident_id: string | null;
  resident_name: string | null;
  /** Residents it may be: same contact, another name, or several. */
  maybe: { id: string; name: string; reason: MatchReason }[];
  came: boolean;
  /** Somebody of this name and contact is on the list already. */
  twice: boolean;
};
export type RegistrationSummary = {
  confirmed: number;
  seats: number;
  minors: number;
  offered: number;
  waiting: number;
  cancelled: number;
  interpreters: number;
  needs: number;
  free: number | null;
  capacity: number | null;
  takes_registrations: boolean;
  has_waitlist: boolean;
  is_published: boolean;
  slug: string | null;
  is_cancelled: boolean;
  has_begun: boolean;
};
export type RegistrationList = { rows: Registration[]; count: number; summary: RegistrationSummary };

export type RegistrationFilter = { search: string; status: RegistrationStatus | 'all' };
export const PAGE = 50;
const LIST = 'event_registrations';
/** What an act changes on the screen: the list, and how the event stands. */
const asked = /event_registrations|event_standing/;

/** The list of an event with its numbers; asked again when somebody registers, cancels or comes. */
export function useRegistrations(event: string, { search, status }: RegistrationFilter, limit: number, enabled = true) {
  const { query } = useCustom<RegistrationList>({
    url: LIST,
    method: 'post',
    config: { payload: { p_event: event, p_query: { search, limit, ...(status === 'all' ? {} : { status: [status] }) } } },
    errorNotification: false,
    queryOptions: {
      enabled,
      placeholderData: (previous: unknown) => previous as never,
      meta: { live: ['registrations', 'events', 'attendances', 'residents', 'resident_phones', 'resident_emails'] },
    },
  });
  const data = query.data?.data;
  return { list: data?.rows ? data : null, error: query.error, isAsking: query.isFetching, retry: () => void query.refetch() };
}

export type RegistrationValues = {
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
  needs_interpreter: boolean;
  accessibility_need: string | null;
  seats: number;
  minors: number;
  office_note: string | null;
};

/** What a person may do to registrations. Each act answers what came of it; null when it was not done: then `error` says why. */
export function useRegistrationActs() {
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const client = useQueryClient();
  const { error, isWorking, clear, rpc } = useDeeds(() =>
    Promise.all([
      client.invalidateQueries({ predicate: ({ queryKey }) => asked.test(JSON.stringify(queryKey)) }),
      invalidate({ resource: 'changes', invalidates: ['list'] }),
    ]),
  );

  /** `canUndo` is false where a letter may have been planned already: what is planned for a registration keeps it. */
  async function act(url: string, values: Record<string, unknown>, said: string, canUndo = true): Promise<Record<string, unknown> | null> {
    const made = await rpc(url, values, ({ act }) => done(said, canUndo ? { undo: act } : {}));
    if (!made) return null;
    return typeof made.answer === 'object' && made.answer !== null ? (made.answer as Record<string, unknown>) : {};
  }

  return {
    error,
    isWorking,
    clear,
    add: (event: string, values: RegistrationValues, said: string) =>
      act('register_for_event', { p_event: event, p_registration: values }, said, values.email === null),
    change: (id: string, values: RegistrationValues, said: string) => act('change_registration', { p_id: id, p_patch: values }, said),
    cancel: (id: string, said: string) => act('cancel_registration', { p_id: id }, said),
    answer: (id: string, accept: boolean, said: string) => act('answer_offer', { p_id: id, p_accept: accept }, said),
    rejoin: (id: string, said: string) => act('rejoin_registration', { p_id: id }, said),
    promote: (id: string, reason: string, said: string) => act('promote_registration', { p_id: id, p_reason: reason }, said),
    match: (id: string, resident: string, is: boolean, said: string) =>
      act('match_registration', { p_id: id, p_resident: resident, p_is: is }, said),
    makeResident: (id: string, said: string) => act('resident_from_registration', { p_id: id }, said),
  };
}
