import { languagesToTell, type ToldPerson } from '../../../domain/inquiries/related.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';

export type Told = { sentence: string; translations: Record<string, string> };
type PublicSentenceProps = {
  /** Null until it is known. */
  people: readonly ToldPerson[] | null;
  value: Told;
  onChange: (told: Told) => void;
};

/** What residents are told of the end, in each language that one of them reads; and who gets a letter, before it is sent. */
export function PublicSentence({ people, value, onChange }: PublicSentenceProps) {
  const { t, tn } = useWords();
  const { languages } = useReferences();
  const namesOf = (some: ToldPerson[]) => some.map(({ name }) => name).join(', ');
  const told = (people ?? []).filter(({ address }) => address !== null);
  const others = (people ?? []).filter(({ address }) => address === null);
  return (
    <>
      <TextField
        label={t('closing.public')}
        hint={t('closing.public_hint')}
        value={value.sentence}
        onChange={(sentence) => onChange({ ...value, sentence })}
        maxLength={2000}
        rows={3}
      />
      {value.sentence.trim() !== '' &&
        languagesToTell(told).map((code) => (
          <TextField
            key={code}
            label={t('closing.in_language', { language: languages.find((one) => one.code === code)?.name ?? code })}
            hint={t('closing.in_language_hint', { names: namesOf(told.filter(({ language }) => language === code)) })}
            value={value.translations[code] ?? ''}
            onChange={(text) => onChange({ ...value, translations: { ...value.translations, [code]: text } })}
            maxLength={2000}
            rows={3}
          />
        ))}
      {value.sentence.trim() !== '' && people && people.length > 0 && (
        <p className="secondary" role="status">
          {told.length > 0 ? tn('closing.told', told.length, { names: namesOf(told) }) : t('closing.nobody')}{' '}
          {others.length > 0 && t('closing.call', { names: namesOf(others) })}
        </p>
      )}
    </>
  );
}
