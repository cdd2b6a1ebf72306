import { memo, type ReactNode } from 'react';
import { packetHeading } from '../../../../domain/inquiries/packet.ts';
import {
  type EntryChoice,
  listChoices,
  type OneChoice,
  type SeenEntry,
  textOf,
  withheldKinds,
} from '../../../../domain/inquiries/packet-choices.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Bar, type Looking, PartText } from './runs.tsx';
import { usePacketWords } from './use-packet-words.ts';

export type EntryActs = {
  onWhole: (entry: SeenEntry) => void;
  onCut: (entry: SeenEntry) => void;
  onShow: (entry: SeenEntry) => void;
  onTakeBack: (entry: SeenEntry, one: OneChoice) => void;
};
type EntryProps = {
  entry: SeenEntry;
  /** Its number in the copy; null is the inquiry itself. */
  number: number | null;
  choice: EntryChoice | undefined;
  acts: EntryActs;
  children?: ReactNode;
} & Looking;

/** What is selected on the page stays selected while the button is pressed. */
const keepSelection = (event: { preventDefault: () => void }) => event.preventDefault();

/** One entry as it would go out, what was chosen for it by hand, and what may be. */
export const PacketEntry = memo(function PacketEntry({ entry, number, choice, acts, grounds, isUnder, children }: EntryProps) {
  const { t, format } = useWords();
  const { say } = usePacketWords();
  const name = number === null ? t('packet.the_inquiry') : t('packet.the_entry', { number });
  const isWhole = entry.whole !== undefined;
  const chosen = listChoices(choice ?? {});
  const parts = entry.parts.filter((part) => part.n !== 'text');
  const texts = entry.parts.filter((part) => part.n === 'text');
  return (
    <section className={isWhole ? 'packet-entry packet-whole' : 'packet-entry'} data-entry={entry.key} aria-label={name}>
      {number !== null && (
        <h3>
          {t('packet.entry', { number, heading: isWhole ? say(`kind.${entry.kind}`) : packetHeading(entry, say) })}{' '}
          <span className="secondary">{format.instant(entry.at)}</span>
        </h3>
      )}
      {children}
      {isWhole && !isUnder && entry.whole ? (
        <p>
          <Bar run={entry.whole} grounds={grounds} isUnder={false} />
        </p>
      ) : (
        <>
          {parts.length > 0 && (
            <dl className="packet-parts">
              {parts.map((part) => (
                <div key={part.n}>
                  <dt>{say(`part.${part.n}`)}</dt>
                  <dd>
                    <PartText part={part} grounds={grounds} isUnder={isUnder} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {texts.map((part) => (
            <p key={part.n}>
              <PartText part={part} grounds={grounds} isUnder={isUnder} />
            </p>
          ))}
        </>
      )}
      {chosen.length > 0 && (
        <ul className="packet-chosen" aria-label={t('packet.by_hand')}>
          {chosen.map((one) => (
            <Chosen key={JSON.stringify(one)} entry={entry} one={one} grounds={grounds} onTakeBack={() => acts.onTakeBack(entry, one)} />
          ))}
        </ul>
      )}
      <p className="packet-acts">
        {number !== null && !isWhole && (
          <button type="button" className="link" aria-label={t('packet.whole_of', { entry: number })} onClick={() => acts.onWhole(entry)}>
            {t('packet.whole')}
          </button>
        )}
        {!isWhole && entry.parts.length > 0 && (
          <button
            type="button"
            className="link"
            aria-label={t('packet.cut_of', { entry: name })}
            onMouseDown={keepSelection}
            onClick={() => acts.onCut(entry)}
          >
            {t('packet.cut')}
          </button>
        )}
        {withheldKinds(entry).length > 0 && (
          <button type="button" className="link" aria-label={t('packet.show_of', { entry: name })} onClick={() => acts.onShow(entry)}>
            {t('packet.show')}
          </button>
        )}
      </p>
    </section>
  );
});

type ChosenProps = { entry: SeenEntry; one: OneChoice; grounds: Looking['grounds']; onTakeBack: () => void };

/** What was chosen by hand, in words, and its undo. */
function Chosen({ entry, one, grounds, onTakeBack }: ChosenProps) {
  const { t } = useWords();
  const { say } = usePacketWords();
  const ground = (key: string) => {
    const found = grounds.find((each) => each.key === key);
    return { words: found?.words ?? '', cite: found?.cite ?? '' };
  };
  const wordsOf = ({ p, a, n }: { p: string; a: number; n: number }) => {
    const part = entry.parts.find((each) => each.n === p);
    return part ? [...textOf(part)].slice(a, a + n).join('') : '…';
  };
  const what =
    one.way === 'whole'
      ? t('packet.chose_whole', ground(one.ground))
      : one.way === 'cut'
        ? t('packet.chose_cut', { text: wordsOf(one.cut), ...ground(one.cut.g) })
        : t('packet.chose_show', { kind: say(`kind.${one.kind}`), why: one.why });
  return (
    <li>
      {what}{' '}
      <button type="button" className="link" aria-label={t('packet.take_back_of', { what })} onClick={onTakeBack}>
        {t('packet.take_back')}
      </button>
    </li>
  );
}
