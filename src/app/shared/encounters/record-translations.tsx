import '../../styles/things.css';
import '../../styles/language.css';
import { useList } from '@refinedev/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { TranslationRow } from '../../../domain/language-encounters/translation.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Tag } from '../components/tag.tsx';
import { useEncounterWords } from './encounter-words.ts';
import type { TranslationFor } from './translation-dialog.tsx';
import { translationTones } from './translation-tones.ts';

const TranslationDialog = lazy(async () => ({ default: (await import('./translation-dialog.tsx')).TranslationDialog }));
const filters = { inquiries: 'inquiry', events: 'event', programs: 'program' } as const;

/** Documents that were translated for a record, and the way to ask for the next. */
export function RecordTranslations({ record }: { record: TranslationFor }) {
  const { t, format } = useWords();
  const { languageName } = useEncounterWords();
  const mayAsk = useAllowed('translation_requests', 'edit');
  const [isAsking, setAsking] = useState(false);
  const { query } = useList<TranslationRow>({
    resource: 'translation_requests',
    pagination: { pageSize: 50 },
    meta: { query: { filters: { [filters[record.table]]: [record.id] } } },
    errorNotification: false,
  });
  const rows = query.data?.data ?? [];
  if (!mayAsk && rows.length === 0) return null;
  return (
    <section className="things" aria-label={t('translations.of_record')}>
      <div className="things-head">
        <h2>{t('translations.of_record')}</h2>
        {mayAsk && (
          <p className="things-ways">
            <button type="button" className="link" onClick={() => setAsking(true)}>
              {t('translation.new')}
            </button>
          </p>
        )}
      </div>
      {rows.length > 0 && (
        <ul className="encounter-lines">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/language-encounters/translations/${row.id}`}>{row.title}</Link>
              <Tag tone={translationTones[row.status]}>{t(`translation.status.${row.status}`)}</Tag>
              <span className="secondary">
                {[
                  languageName(row.language),
                  row.translator_name,
                  row.done_on
                    ? t('translation.done_on', { day: format.dateWithYear(row.done_on) })
                    : row.due_on && t('translation.due', { day: format.date(row.due_on) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAsking && (
        <Suspense>
          <TranslationDialog record={record} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </section>
  );
}
