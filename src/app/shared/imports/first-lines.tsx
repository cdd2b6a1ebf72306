import { useWords } from '../../providers/i18n.tsx';

const shown = 12;

/** The first lines of what may be many, and how many more there are. */
export function FirstLines({ lines, count = lines.length }: { lines: readonly { key: string; text: string }[]; count?: number }) {
  const { tn } = useWords();
  const first = lines.slice(0, shown);
  return (
    <>
      <ul className="import-lines">
        {first.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      {count > first.length && <p>{tn('import.more', count - first.length)}</p>}
    </>
  );
}
