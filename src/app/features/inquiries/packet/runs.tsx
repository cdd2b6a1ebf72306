import { groundNumber, type PacketGround, partWords } from '../../../../domain/inquiries/packet.ts';
import type { SeenPart } from '../../../../domain/inquiries/packet-choices.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { usePacketWords } from './use-packet-words.ts';

export type Looking = {
  grounds: PacketGround[];
  /** Whether the words under the bars are shown. */
  isUnder: boolean;
};

/** A dark bar in the place of what is withheld, with its ground in words; or, looked under, the words with a line through them. */
export function Bar({ run, grounds, isUnder }: { run: { g: string; was?: string } } & Looking) {
  const { t } = useWords();
  const number = String(groundNumber(grounds, run.g));
  const words = t('packet.bar', { number });
  return isUnder && run.was !== undefined ? (
    <span className="packet-under">
      <del>{run.was}</del> <span className="secondary">{words}</span>
    </span>
  ) : (
    <span className="packet-bar">{words}</span>
  );
}

/** A part of an entry as it would go out. `data-part` tells the words that are selected in it. */
export function PartText({ part, ...looking }: { part: SeenPart } & Looking) {
  const { locale } = useWords();
  const { say } = usePacketWords();
  const told = (text: string) => partWords(part, text, locale, say);
  return (
    <span className="packet-text" data-part={part.n}>
      {part.r.map((run) =>
        'g' in run ? <Bar key={run.a} run={{ g: run.g, was: told(run.was) }} {...looking} /> : <span key={run.a}>{told(run.t)}</span>,
      )}
    </span>
  );
}
