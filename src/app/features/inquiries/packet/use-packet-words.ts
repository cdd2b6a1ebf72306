import type { PacketCounts, Say } from '../../../../domain/inquiries/packet.ts';
import { en } from '../../../i18n/en.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** The words of copies on screen: those of their own, and those that the rest of the program says too. */
export function usePacketWords() {
  const { t, tn, format } = useWords();
  const say: Say = (key, values) => {
    const own = `packet.${key}`;
    if (own in en) return t(`packet.${key}` as MessageKey, values);
    return key in en ? t(key as MessageKey, values) : (key.split('.').at(-1) ?? key).replaceAll('_', ' ');
  };
  /** "12 of 15 entries go out, 7 places withheld on 3 grounds." */
  const counted = ({ entries, out, places, grounds }: PacketCounts): string => {
    const told = {
      out: entries === 0 ? t('packet.counts_zero') : tn('packet.counts', entries, { out: format.number(out) }),
      places: places === 0 ? t('packet.places_zero') : tn('packet.places', places),
    };
    return places === 0 ? t('packet.counted', told) : t('packet.counted_on', { ...told, grounds: tn('packet.on', grounds) });
  };
  return { say, counted };
}
