import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { type Meant, type Preview, reasons, type usePreview } from './use-preview.ts';

/** Who gets it and who does not, while it is chosen. */
export function AudiencePreview({ preview, isCounting, error, retry }: ReturnType<typeof usePreview>) {
  const { t } = useWords();
  if (error && !preview) return <Refused error={error} onRetry={retry} />;
  if (!preview) return <RowSkeleton rows={8} />;
  return (
    <div className="audience-preview" aria-busy={isCounting}>
      {error && <Refused error={error} onRetry={retry} />}
      <InLanguages preview={preview} />
      <Districts preview={preview} />
      <section>
        <h3>{t('audience.left_out')}</h3>
        <LeftOut preview={preview} />
      </section>
      {preview.sample.length > 0 && (
        <section>
          <h3>{t('audience.sample')}</h3>
          <p className="secondary">{t('audience.sample_hint')}</p>
          <People people={preview.sample} withLanguage />
        </section>
      )}
    </div>
  );
}

/** The one number, told to who listens as well. */
export function AudienceCount({ preview, isCounting }: ReturnType<typeof usePreview>) {
  const { t, tn } = useWords();
  if (!preview) return <div className="audience-count" />;
  return (
    <div className="audience-count">
      <p role="status">
        <strong>{preview.count === 0 ? t('audience.nobody') : tn('audience.count', preview.count)}</strong>{' '}
        <span className="secondary">{tn('audience.of', preview.total)}</span>
      </p>
      <p className="secondary audience-counting">
        {isCounting ? t('audience.counting') : preview.others > 0 ? tn('audience.others', preview.others) : ' '}
      </p>
    </div>
  );
}

function InLanguages({ preview }: { preview: Preview }) {
  const { t, format } = useWords();
  const { languages } = useReferences();
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  const counted = Object.entries(preview.languages).sort(([, a], [, b]) => b - a);
  if (counted.length === 0) return null;
  return (
    <section>
      <h3>{t('audience.languages')}</h3>
      <p>
        {counted.map(([code, count]) => t('audience.language_count', { language: nameOf(code), count: format.number(count) })).join(' · ')}
      </p>
    </section>
  );
}

function Districts({ preview }: { preview: Preview }) {
  const { t, format } = useWords();
  if (preview.districts.length < 2) return null;
  return (
    <section>
      <h3>{t('audience.districts')}</h3>
      <p>
        {preview.districts
          .map(({ name, count }) =>
            t('audience.language_count', { language: name ?? t('audience.no_district'), count: format.number(count) }),
          )
          .join(' · ')}
      </p>
    </section>
  );
}

function LeftOut({ preview }: { preview: Preview }) {
  const { t, tn, format } = useWords();
  const there = reasons.filter((reason) => preview.reasons[reason]);
  if (there.length === 0) return <p className="secondary">{t('audience.nobody_left_out')}</p>;
  return (
    <ul className="audience-reasons">
      {there.map((reason) => {
        const people = preview.left_out[reason] ?? [];
        const more = (preview.reasons[reason] ?? 0) - people.length;
        return (
          <li key={reason}>
            <details>
              <summary>
                <span>{t(`audience.reason.${reason}`)}</span>
                <span className="audience-number">{format.number(preview.reasons[reason] ?? 0)}</span>
              </summary>
              <People people={people} />
              {more > 0 && <p className="secondary">{tn('audience.more', more)}</p>}
            </details>
          </li>
        );
      })}
    </ul>
  );
}

/** People by name and address. */
export function People({ people, withLanguage = false }: { people: Meant[]; withLanguage?: boolean }) {
  const { t } = useWords();
  const { languages } = useReferences();
  return (
    <ul className="audience-people">
      {people.map((one) => (
        <li key={one.resident_id ?? one.address}>
          {one.resident_id ? (
            <Link to={`/residents/${one.resident_id}`}>{one.name}</Link>
          ) : (
            <span>{one.name ?? t('audience.no_name')}</span>
          )}
          <span className="secondary">
            {[one.address, withLanguage && languages.find(({ code }) => code === one.language)?.name].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
