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

/** The letters of a journey in the order in which somebody gets them: deadlines count backwards. */
export const inOrderOf = <Step extends { days: number }>(kind: JourneyKind, steps: readonly Step[]): Step[] =>
  [...steps].sort((a, b) => (kind === 'deadline' ? b.days - a.days : a.days - b.days));

/** Why a letter cannot go on this day: no whole number, too far, or another goes then already; null when it can. */
export function dayProblem(kind: JourneyKind, days: number | null, taken: readonly number[]): 'range' | 'taken' | null {
  const { least, most } = stepDays[kind];
  if (days === null || !Number.isInteger(days) || days < least || days > most) return 'range';
  return taken.includes(days) ? 'taken' : null;
}
