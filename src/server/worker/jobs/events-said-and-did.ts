import { type FollowUpFacts, writeSaidAndDid } from '../../../domain/events/said-and-did.ts';
import type { Job } from '../registry.ts';

/** Before people come in, so that what waits for them is there. */
const FIRST_HOUR = 5;

/** "You said, we did", drafted once for each event that was held thirty days ago and of which inquiries came. Once a day. */
export const eventsSaidAndDid: Job = {
  name: 'events.said_and_did',
  wanted: ({ today, hour }) => (hour >= FIRST_HOUR ? { payload: {}, key: `events.said_and_did:${today}` } : null),
  run: async (office) => {
    const { service } = office.backend;
    const due = await service.rpc('due_follow_ups');
    if (due.error) throw due.error;
    for (const event of due.data ?? []) {
      const facts = await service.rpc('follow_up_facts', { p_event: event });
      if (facts.error) throw facts.error;
      const { en, es } = writeSaidAndDid(facts.data as unknown as FollowUpFacts);
      const { error } = await service.rpc('draft_follow_up', { p_event: event, p_en: en, p_es: es });
      if (error) throw error;
    }
  },
};
