import { useState } from 'react';

/** Runs one thing after another that may be refused; `error` says why the last was. */
export function useWork() {
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  async function run(work: () => Promise<void>) {
    setWorking(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, run };
}
