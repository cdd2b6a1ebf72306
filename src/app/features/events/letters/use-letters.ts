import { useCustom } from '@refinedev/core';
import { useDeeds } from '../../../shared/hooks/use-acts.ts';

export type LetterKind =
  | 'registration.confirmed'
  | 'registration.waitlisted'
  | 'registration.offered'
  | 'registration.cancelled'
  | 'event.day_before'
  | 'event.two_hours'
  | 'event.changed'
  | 'event.cancelled'
  | 'event.thanks';

type Timing = { is_on: boolean; days: number | null; at_time: string | null; minutes: number | null };
/** One letter of an event's sequence, and how it stands. */
export type EventLetter = Timing & {
  kind: LetterKind;
  words: Record<string, string>;
  is_own: boolean;
  usual: Timing;
  /** When it goes, where that is known beforehand. */
  goes_at: string | null;
  waiting: number;
  sent: number;
  failed: number;
  late: number;
};
/** What `event_letters_of` answers. */
export type EventLetters = {
  letters: EventLetter[];
  waiting: number;
  sent: number;
  failed: number;
  late: number;
  next_at: string | null;
  people: number;
  without_email: number;
  answers: { count: number; mean: number | null };
};

export type DeliveryState = 'waiting' | 'sent' | 'failed' | 'cancelled';
export type Delivery = {
  id: string;
  kind: string;
  status: DeliveryState;
  reason: string | null;
  name: string | null;
  to_address: string;
  language: string;
  send_at: string;
  settled_at: string | null;
  attempts: number;
};

/** The event as far as its letters must know it. */
export type LetterEvent = { id: string; time_zone: string };

export function useEventLetters(event: string) {
  return useCustom<EventLetters>({
    url: 'event_letters_of',
    method: 'post',
    config: { payload: { p_event: event } },
    errorNotification: false,
    queryOptions: { meta: { live: ['deliveries', 'event_letters', 'registrations', 'events', 'event_answers'] } },
  });
}

/** Letters one by one: of an event, of one state where one is named, or of one registration. */
export function useDeliveries(
  event: string,
  { status, registration, limit }: { status?: DeliveryState | null; registration?: string; limit: number },
) {
  return useCustom<Delivery[]>({
    url: 'event_deliveries',
    method: 'post',
    config: { payload: { p_event: event, p_status: status ?? null, p_limit: limit, p_registration: registration ?? null } },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before, meta: { live: ['deliveries'] } },
  });
}

/** What a person may do to letters. Each answers the name by which it can be undone; null when it was not done: then `error` says why. */
export function useLetterActs() {
  const { error, isWorking, ...deeds } = useDeeds(async () => {});
  const rpc = async (url: string, values: Record<string, unknown>): Promise<string | null> => (await deeds.rpc(url, values))?.act ?? null;
  return {
    error,
    isWorking,
    save: (event: string, letter: Record<string, unknown>) => rpc('save_event_letters', { p_event: event, p_letters: [letter] }),
    retry: (id: string) => rpc('retry_delivery', { p_id: id }),
    takeBack: (id: string) => rpc('cancel_delivery', { p_id: id }),
  };
}
