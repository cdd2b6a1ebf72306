import { lazy, Suspense, useId, useState } from 'react';
import type { Where } from '../../../domain/residents/where.ts';
import { type GroupDraft, toDraft, toWhere } from '../../../domain/residents/where-draft.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useWhereWords } from '../../shared/where/use-where-words.ts';

const WhereEditor = lazy(async () => ({ default: (await import('../../shared/where/where-editor.tsx')).WhereEditor }));

type OfConditionsProps = { where: Where | null; onChange: (where: Where | null) => void };

/** Narrows the list by conditions joined by and, or and not; says them in words, and lets them go. */
export function OfConditions({ where, onChange }: OfConditionsProps) {
  const { t } = useWords();
  const id = useId();
  const [draft, setDraft] = useState<GroupDraft | null>(null);
  const whom = useWhereWords(where);
  const text = JSON.stringify(where);
  // What was chosen here comes back by the address a moment later; another address (back, a view) brings its own conditions.
  const [sent, setSent] = useState<string[]>([]);
  const [seen, setSeen] = useState(text);
  if (text !== seen) {
    setSeen(text);
    if (draft && !sent.includes(text)) setDraft(toDraft(where));
    setSent(sent.slice(sent.indexOf(text) + 1));
  }
  return (
    <div className="of-conditions">
      <p className="of-event">
        {where && <span>{t('residents.where_is', { whom: `${whom.charAt(0).toLowerCase()}${whom.slice(1)}` })}</span>}
        <button
          type="button"
          className="link"
          aria-expanded={draft !== null}
          aria-controls={id}
          onClick={() => setDraft(draft ? null : toDraft(where))}
        >
          {t('residents.where_open')}
        </button>
        {where && (
          <button
            type="button"
            className="link"
            onClick={() => {
              setDraft(null);
              onChange(null);
            }}
          >
            {t('residents.where_clear')}
          </button>
        )}
      </p>
      <div id={id} hidden={!draft}>
        {draft && (
          <Suspense>
            <WhereEditor
              draft={draft}
              onChange={(next) => {
                setDraft(next);
                const meant = toWhere(next);
                if (JSON.stringify(meant) === (sent.at(-1) ?? text)) return;
                setSent((now) => [...now, JSON.stringify(meant)]);
                onChange(meant);
              }}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}
