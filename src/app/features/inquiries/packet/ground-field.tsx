import { useState } from 'react';
import type { PacketGround } from '../../../../domain/inquiries/packet.ts';
import { addGround, type PacketChoices } from '../../../../domain/inquiries/packet-choices.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';

const OTHER = 'other';

/** The ground on which something is withheld: one of the profile, one that was written before, or another in words. */
export function useGround(offered: readonly PacketGround[], choices: PacketChoices) {
  const [key, setKey] = useState<string>(offered[0]?.key ?? choices.grounds[0]?.key ?? OTHER);
  const [words, setWords] = useState('');
  const [cite, setCite] = useState('');
  const [isMissing, setMissing] = useState(false);
  return {
    key,
    words,
    cite,
    isMissing,
    setKey,
    setWords,
    setCite,
    all: [...offered, ...choices.grounds],
    /** The choices that know the ground, and its key; null where it is not said yet. */
    take: (): { choices: PacketChoices; key: string } | null => {
      if (key !== OTHER) return { choices, key };
      const isSaid = words.trim() !== '' && cite.trim() !== '';
      setMissing(!isSaid);
      return isSaid ? addGround(choices, { words: words.trim(), cite: cite.trim() }) : null;
    },
  };
}

export function GroundField({ ground }: { ground: ReturnType<typeof useGround> }) {
  const { t } = useWords();
  return (
    <>
      <ChoiceField
        label={t('packet.ground')}
        value={ground.key}
        options={[
          ...ground.all.map(({ key, words, cite }) => ({ value: key, label: `${words} (${cite})` })),
          { value: OTHER, label: t('packet.ground_other') },
        ]}
        onChange={(key) => ground.setKey(key ?? OTHER)}
      />
      {ground.key === OTHER && (
        <>
          <TextField
            label={t('packet.ground_words')}
            maxLength={500}
            value={ground.words}
            onChange={ground.setWords}
            error={ground.isMissing ? t('packet.ground_missing') : undefined}
          />
          <TextField label={t('packet.ground_cite')} maxLength={200} value={ground.cite} onChange={ground.setCite} />
        </>
      )}
    </>
  );
}
