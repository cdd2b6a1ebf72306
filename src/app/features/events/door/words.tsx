import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type DoorKey, type DoorPlural, doorWords } from '../../../i18n/door.ts';
import { fillMessage, type Values } from '../../../i18n/translate.ts';
import { type Locale, readLocale, writeLocale } from '../../../providers/preferences.ts';
import { createFormat, type Format } from '../../../shared/format.ts';

type DoorSpeech = {
  locale: Locale;
  t: (key: DoorKey, values?: Values) => string;
  /** `key_one` or `key_other` by the count, which fills `{count}`. */
  tn: (key: DoorPlural, count: number, values?: Values) => string;
  format: Format;
  setLocale: (locale: Locale) => void;
};
const SpeechContext = createContext<DoorSpeech | null>(null);

/** Words and times of the door's page, in the event's zone. */
export function DoorSpeechProvider({ zone, children }: { zone: string; children: ReactNode }) {
  const [locale, setLocale] = useState(readLocale);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const speech = useMemo<DoorSpeech>(() => {
    const words = doorWords(locale);
    const plurals = new Intl.PluralRules(locale);
    const format = createFormat(locale === 'es' ? 'es-US' : 'en-US', zone);
    const t: DoorSpeech['t'] = (key, values) => fillMessage(words[key], values);
    return {
      locale,
      t,
      tn: (key, count, values) =>
        t(`${key}_${plurals.select(count) === 'one' ? 'one' : 'other'}` as DoorKey, { count: format.number(count), ...values }),
      format,
      setLocale: (next) => {
        writeLocale(next);
        setLocale(next);
      },
    };
  }, [locale, zone]);
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function useDoorWords(): DoorSpeech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('useDoorWords needs a DoorSpeechProvider above it.');
  return speech;
}
