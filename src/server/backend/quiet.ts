import { AsyncLocalStorage } from 'node:async_hooks';
import { log } from '../log.ts';

const inside = new AsyncLocalStorage<true>();
let isPatched = false;

/**
 * Runs a request of @supabase/lite without its own console output: it prints whole failed statements with their
 * values, names and password hashes included. What is kept is the error's code.
 */
export function runQuietly<T>(work: () => Promise<T>): Promise<T> {
  if (!isPatched) {
    isPatched = true;
    const original = console.error;
    console.error = (...values: unknown[]) => {
      if (!inside.getStore()) return original(...values);
      const code = values.map((value) => (value as { code?: unknown } | null)?.code).find((one) => typeof one === 'string');
      // A refusal is an answer to a person, not an event of the server.
      if (!/^(PT4|42501|23|22|28)/.test(String(code ?? ''))) log('database.error', { code: String(code ?? 'unknown') });
    };
  }
  return inside.run(true, work);
}
