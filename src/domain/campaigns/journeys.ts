/** The four journeys: letters that go to each person when their time has come. */
export const journeyKinds = ['welcome', 'event_sequence', 'inquiry_closed', 'deadline'] as const;
export type JourneyKind = (typeof journeyKinds)[number];
export const isJourneyKind = (value: unknown): value is JourneyKind => journeyKinds.some((one) => one === value);

/** How far from what begins it a letter of a journey may go, in days, as the office counts them; stored as they are. */
export const stepDays: Record<JourneyKind, { least: number; most: number }> = {
  welcome: { least: 0, most: 365 },
  // Below zero: before the event.
  event_sequence: { least: -60, most: 365 },
  inquiry_closed: { least: 0, most: 365 },
  // Before the deadline.
  deadline: { least: 1, most: 120 },
};
