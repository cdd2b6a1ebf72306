/** A time of work as it is typed: hours and minutes, each in a field of its own. */
export type TypedTime = { hours: string; minutes: string };

/** Whole minutes of what was typed; undefined where that is no time. Nothing typed is none of it. */
export function readWorkTime({ hours, minutes }: TypedTime): number | undefined {
  const [h, m] = [hours.trim(), minutes.trim()];
  if ((h === '' && m === '') || !/^\d{0,5}$/.test(h) || !/^\d{0,2}$/.test(m) || Number(m) > 59) return undefined;
  return Number(h) * 60 + Number(m);
}

export const writeWorkTime = (minutes: number): TypedTime => ({ hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) });

export type WrongTime = 'accept' | 'outcome' | 'order';

/** What the office's times may not be: shorter than a quarter of an hour, longer than years, an outcome before it is accepted. */
export function checkReferralTimes(accept: number | undefined, outcome: number | undefined): WrongTime[] {
  const isAccept = accept !== undefined && accept >= 15 && accept <= 60_000;
  const isOutcome = outcome !== undefined && outcome >= 15 && outcome <= 600_000;
  return [
    ...(isAccept ? [] : (['accept'] as const)),
    ...(isOutcome ? [] : (['outcome'] as const)),
    ...(isAccept && isOutcome && outcome < accept ? (['order'] as const) : []),
  ];
}
