import { addDays } from '../../domain/shared/dates.ts';
import type { SampleEvent } from './events.ts';
import type { SampleInquiry } from './inquiries.ts';
import type { Random } from './random.ts';

/** Something that people said at an event, and the inquiry that was made of it. */
export type SampleIssue = {
  words: string;
  topic: string | null;
  voices: number;
  inquiry: { subject: string; opened_local: string } | null;
  created_by: string;
  created_local: string;
};

const heard: readonly (readonly [words: string, topic: string])[] = [
  ['The lights on the way to the bus stop have been out for weeks.', '311-and-services'],
  ['Nobody knew that the repair grant was open. Put it on the church boards.', 'programs-for-residents'],
  ['The form is only in English on the phone.', 'language-assistance'],
  ['Trash on the lot behind the school comes back every month.', '311-and-services'],
  ['What did the last bond pay for on our street?', 'city-finances'],
  ['The app asks for an account before one can report a pothole.', 'mykcmo-app'],
  ['Hold the meeting on a Saturday, many work evenings.', 'other'],
];

/** Notes what was said at held events, into the events. What came in "at an event" is tied to the one it came from. */
export function inventIssues(random: Random, events: SampleEvent[], inquiries: SampleInquiry[], today: string): void {
  const held = events.filter((event) => event.status === 'held' && event.kind !== 'media');
  for (const inquiry of inquiries) {
    if (inquiry.channel !== 'event') continue;
    const day = inquiry.opened_local.slice(0, 10);
    const event = held.findLast(
      ({ starts_local, ends_local, district }) =>
        ends_local <= inquiry.opened_local &&
        starts_local >= addDays(day, -6) &&
        (inquiry.district === null || district === inquiry.district),
    );
    event?.issues.push({
      words: inquiry.subject,
      topic: inquiry.topic,
      voices: 1,
      inquiry: { subject: inquiry.subject, opened_local: inquiry.opened_local },
      created_by: inquiry.created_by,
      created_local: inquiry.opened_local,
    });
  }
  for (const event of held) {
    if (!random.chance(event.is_weekly ? 0.1 : 0.45)) continue;
    const [words, topic] = random.pick(heard);
    const created_local = `${event.ends_local.slice(0, 10)} 21:15:00`;
    if (created_local.slice(0, 10) >= today) continue;
    event.issues.push({
      words,
      topic,
      voices: random.between(1, 9),
      inquiry: null,
      created_by: event.staff[0]?.email ?? event.created_by,
      created_local,
    });
  }
}
