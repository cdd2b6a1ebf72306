import type { Config } from '../config.ts';
import type { Office } from '../office.ts';
import type { Pulse } from './pulse.ts';

/** Skip: it could not be looked at, or does not apply here; the sentence says why. */
export type State = 'ok' | 'warn' | 'fail' | 'skip';
export type Finding = { check: string; state: State; message: string };

export type Patient = {
  config: Config;
  /** Null when it could not be opened, or is not there yet; then `reason` says why. */
  office: Office | null;
  reason: string | null;
  pulse: Pulse | null;
  /** True when the process that asks has the office open for people: then its worker should live. */
  isServing: boolean;
  now: Date;
};

export type Check = {
  name: string;
  /** Left out of /health: asks others over the network, or reads every file. */
  isSlow?: true;
  run: (patient: Patient) => Promise<Omit<Finding, 'check'>>;
};

export const ok = (message: string) => ({ state: 'ok' as const, message });
export const warn = (message: string) => ({ state: 'warn' as const, message });
export const fail = (message: string) => ({ state: 'fail' as const, message });
export const skip = (message: string) => ({ state: 'skip' as const, message });
