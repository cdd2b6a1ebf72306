import type { CampaignResults } from '../../../../domain/campaigns/results.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { ScrollRegion } from '../../../shared/components/scroll-region.tsx';

/** How often each link was opened: by anybody, never by whom. */
export function Clicks({ links }: { links: CampaignResults['links'] }) {
  const { t, format } = useWords();
  const { languages } = useReferences();
  return (
    <section aria-labelledby="results-clicks">
      <h2 id="results-clicks">{t('results.clicks')}</h2>
      <p className="secondary">{t('results.clicks_note')}</p>
      {links.length > 0 && (
        <ScrollRegion label={t('results.link')}>
          <table className="reach-table results-table">
            <thead>
              <tr>
                <th scope="col">{t('results.link')}</th>
                <th scope="col">{t('field.language')}</th>
                <th scope="col">{t('results.opened')}</th>
              </tr>
            </thead>
            <tbody>
              {links.map(({ id, url, language, clicks }) => (
                <tr key={id}>
                  <th scope="row" className="results-url">
                    {url}
                  </th>
                  <td>{languages.find(({ code }) => code === language)?.name ?? language}</td>
                  <td>{format.number(clicks)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}
