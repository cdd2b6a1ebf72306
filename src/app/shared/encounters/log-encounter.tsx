import '../../styles/things.css';
import '../../styles/language.css';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Tag } from '../components/tag.tsx';
import { outcomeTones, useEncounterWords } from './encounter-words.ts';
import { useRecordEncounters } from './use-encounters.ts';

const EncounterDialog = lazy(async () => ({ default: (await import('./encounter-dialog.tsx')).EncounterDialog }));

export type EncounterSource = {
  table: 'inquiries' | 'events' | 'referrals' | 'residents';
  id: string;
  /** What the record knows already: it stands in the form. English is no language to interpret. */
  language?: string | null;
  district_id?: string | null;
  /** Somebody waits for an interpreter: it is said, not only offered. */
  needsInterpreter?: boolean;
};

/** Help in another language beside the record that it was for: what there was, and one click to log the next. */
export function LogEncounter({ record }: { record: EncounterSource }) {
  const { t, format } = useWords();
  const words = useEncounterWords();
  const mayLog = useAllowed('language_encounters', 'create');
  const rows = useRecordEncounters(record);
  const [isOpen, setOpen] = useState(false);
  if (!mayLog && !rows?.length) return null;
  return (
    <section className="things" aria-label={t('encounter.heading')}>
      <div className="things-head">
        <h2>{t('encounter.heading')}</h2>
        {mayLog && (
          <p className="things-ways">
            <button type="button" className="link" onClick={() => setOpen(true)}>
              {t('encounter.log')}
            </button>
          </p>
        )}
      </div>
      {rows?.length === 0 && record.needsInterpreter && <p className="secondary">{t('encounter.none_needed')}</p>}
      {rows && rows.length > 0 && (
        <ul className="encounter-lines">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/language-encounters/${row.id}`}>{words.title(row)}</Link>
              <Tag tone={outcomeTones[row.outcome]}>{words.outcome(row.outcome, row.unmet_reason)}</Tag>
              <span className="secondary">
                {[format.instant(row.occurred_at), row.vendor_name ?? row.interpreter_name, words.length(row)].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOpen && (
        <Suspense>
          <EncounterDialog record={record} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}
