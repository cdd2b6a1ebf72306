import { AsyncLocalStorage } from 'node:async_hooks';
import { log } from '../log.ts';

/** The last code that was noted while a request was answered: lite does not pass it on. */
export type Noted = { code: string | null };

const inside = new AsyncLocalStorage<Noted>();
let isPatched = false;

/**
 * Runs a request of @supabase/lite without its own console output: it prints whole failed statements with their
 * values, names and password hashes included. What is kept is the error's code.
 */
export function runQuietly<T>(work: (noted: Noted) => Promise<T>): Promise<T> {
  if (!isPatched) {
    isPatched = true;
    const original = console.error;
    console.error = (...values: unknown[]) => {
      const noted = inside.getStore();
      if (!noted) return original(...values);
      const code = values.map((value) => (value as { code?: unknown } | null)?.code).find((one) => typeof one === 'string');
      if (code !== undefined) noted.code = String(code);
      // A refusal is an answer to a person, not an event of the server.
      if (!/^(PT4|42501|23|22|28)/.test(String(code ?? ''))) log('database.error', { code: String(code ?? 'unknown') });
    };
  }
  const noted: Noted = { code: null };
  return inside.run(noted, () => work(noted));
}
