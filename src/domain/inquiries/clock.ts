/** One clock of an inquiry, as inquiry_clock tells it. */
export type ClockTold = {
  due_at: string | null;
  done_at: string | null;
  /** What the topic promises: business minutes, or whole business days. */
  minutes: number | null;
  days: number | null;
  /** False when the topic promised otherwise at the time. */
  is_promised: boolean;
  state: 'runs' | 'late' | 'stands' | 'met' | 'missed' | 'done';
  /** Of work: left, or since it was over. */
  business_minutes: number | null;
};

export type ClockPause = { reason: 'waiting' | 'resolved' | 'over'; from: string; to: string | null; business_minutes: number };
export type OpenSpan = { weekday: number; opens_at: string; closes_at: string };
export type DayOff = { on: string; name: string; opens_at: string | null; closes_at: string | null };

export type InquiryClock = {
  opened_at: string;
  topic: string;
  stands: ClockPause['reason'] | null;
  since: string | null;
  first: ClockTold | null;
  resolution: ClockTold | null;
  pauses: ClockPause[];
  hours: OpenSpan[];
  days_off: DayOff[];
};

/** Minutes of work as people say them: whole hours and what is over. */
export function hoursAndMinutes(minutes: number): { hours: number; minutes: number } {
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

export type WeekPart = { from: number; to: number; spans: { opens_at: string; closes_at: string }[] };

/** The week in as few parts as can be said: days in a row with the same hours are one. */
export function weekParts(hours: OpenSpan[]): WeekPart[] {
  const parts: WeekPart[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const spans = hours.filter((one) => one.weekday === weekday).map(({ opens_at, closes_at }) => ({ opens_at, closes_at }));
    if (spans.length === 0) continue;
    const last = parts.at(-1);
    if (last && last.to === weekday - 1 && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = weekday;
    else parts.push({ from: weekday, to: weekday, spans });
  }
  return parts;
}
