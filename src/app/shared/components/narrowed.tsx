import { useWords } from '../../providers/i18n.tsx';

export type NarrowedPart<Query> = { key: string; text: string; without: Partial<Query> };
type NarrowedProps<Query> = { parts: NarrowedPart<Query>[]; onChange: (patch: Partial<Query>) => void };

/** To what a list is narrowed beside its filters, as when a number of the report was opened; each can be taken away. */
export function Narrowed<Query>({ parts, onChange }: NarrowedProps<Query>) {
  const { t } = useWords();
  if (parts.length === 0) return null;
  return (
    <ul className="chips list-chips" aria-label={t('filters.in_use')}>
      {parts.map(({ key, text, without }) => (
        <li key={key}>
          <button type="button" className="chip" onClick={() => onChange(without)} aria-label={t('filters.remove', { filter: text })}>
            {text}
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
