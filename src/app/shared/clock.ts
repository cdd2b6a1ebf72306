import { dateOfInstant } from '../../domain/shared/dates.ts';

/** Today in a time zone, as an ISO date. The only place of the app that asks the computer what time it is. */
export function todayIn(timeZone: string): string {
  return dateOfInstant(new Date().toISOString(), timeZone);
}

/** This instant, ISO. */
export function now(): string {
  return new Date().toISOString();
}
