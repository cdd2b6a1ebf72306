import { Link } from 'react-router';
import {
  type CampaignResults,
  type LetterCounts,
  type LetterQuery,
  type LetterState,
  NO_DISTRICT,
  writeLetterQuery,
} from '../../../../domain/campaigns/results.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';

type Row = { key: string; label: string; counts: LetterCounts; query: Partial<LetterQuery> | null };

/** The same numbers by language, district and domain; each opens the letters that it counts. */
export function CutTables({ results }: { results: CampaignResults }) {
  const { t, tn } = useWords();
  const { languages, districts, domains, other_domains: others } = results;
  const byLanguage = languages.map(
    (cut): Row => ({ key: cut.key ?? '', label: cut.label ?? '', counts: cut, query: { language: cut.key } }),
  );
  const byDistrict = districts.map(
    (cut): Row => ({
      key: cut.key ?? NO_DISTRICT,
      label: cut.label ?? t('results.no_district'),
      counts: cut,
      query: { district: cut.key ?? NO_DISTRICT },
    }),
  );
  const byDomain = domains.map((cut): Row => ({ key: cut.key ?? '', label: cut.label ?? '', counts: cut, query: { domain: cut.key } }));
  if (others) byDomain.push({ key: '', label: tn('results.other_domains', others.domains), counts: others, query: null });
  return (
    <>
      <Cut title={t('results.by_language')} first={t('field.language')} rows={byLanguage} />
      <Cut title={t('results.by_district')} first={t('field.district_id')} rows={byDistrict} />
      <Cut title={t('results.by_domain')} first={t('results.domain')} rows={byDomain} />
    </>
  );
}

const always: LetterState[] = ['sent', 'bounced', 'unsubscribed', 'replied'];
const rare: LetterState[] = ['queued', 'deferred', 'failed', 'complained', 'cancelled'];

function Cut({ title, first, rows }: { title: string; first: string; rows: Row[] }) {
  const { t, format } = useWords();
  if (rows.length === 0) return null;
  // What is nothing everywhere has no column.
  const columns = [...always, ...rare.filter((state) => rows.some(({ counts }) => counts[state] > 0))];
  return (
    <div>
      <ScrollRegion label={title}>
        <table className="reach-table results-table">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map((state) => (
                <th key={state} scope="col">
                  {t(`results.state.${state}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, counts, query }) => (
              <tr key={key || label}>
                <th scope="row">{label}</th>
                {columns.map((state) => (
                  <td key={state}>
                    {query && counts[state] > 0 ? (
                      <Link to={{ search: writeLetterQuery({ ...query, state }).toString(), hash: '#results-letters' }} replace>
                        {format.number(counts[state])}
                      </Link>
                    ) : (
                      format.number(counts[state])
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
