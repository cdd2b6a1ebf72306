import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';
import { useWork } from '../hooks/use-work.ts';

type Import<Facts, Answer> = {
  /** What the server says of the file; without an act it only looks, with one it takes the file in. */
  ask: (file: File, facts: Facts, act: string | null) => Promise<Answer>;
  /** Called with what was taken in, and the act by which that is undone. */
  onTaken: (answer: Answer, act: string) => Promise<unknown>;
  /** Where nothing is taken in while something is wrong: whether it was. */
  isTaken?: (answer: Answer) => boolean;
};

/** A file that is taken in: what it would do is looked at first, as often as `facts` about how it is read change. */
export function useImport<Facts, Answer>({ ask, onTaken, isTaken = () => true }: Import<Facts, Answer>) {
  const { error, isWorking, run } = useWork();
  const [chosen, setChosen] = useState<{ file: File; facts: Facts; answer: Answer } | null>(null);
  const show = (file: File, facts: Facts, answer: Answer) => setChosen({ file, facts, answer });
  async function look(file: File, facts: Facts) {
    // Another file: what the last one would do is over.
    if (file !== chosen?.file) setChosen(null);
    show(file, facts, await ask(file, facts, null));
  }
  async function take(file: File, facts: Facts) {
    const act = nameAct();
    try {
      const answer = await ask(file, facts, act);
      if (!isTaken(answer)) return show(file, facts, answer);
      setChosen(null);
      await onTaken(answer, act);
    } catch (refused) {
      // Somebody changed something meanwhile: what it would do now is shown, and nothing was written.
      if (toRefusal(refused).kind === 'conflict') await look(file, facts);
      throw refused;
    }
  }
  return {
    chosen,
    error,
    isWorking,
    run,
    show,
    close: () => setChosen(null),
    look: (file: File, facts: Facts) => void run(() => look(file, facts)),
    take: (file: File, facts: Facts) => void run(() => take(file, facts)),
  };
}
