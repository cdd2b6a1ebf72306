import { Link, useSearchParams } from 'react-router';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import {
  fateOf,
  type LetterQuery,
  type LetterRow,
  type LetterState,
  letterStates,
  NO_DISTRICT,
  readLetterQuery,
  toLetterRpc,
  writeLetterQuery,
} from '../../../../domain/campaigns/results.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Pager } from '../../../shared/components/pager.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag, type Tone } from '../../../shared/components/tag.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { useLetters } from './use-results.ts';

const tones: Record<LetterState, Tone> = {
  queued: 'plain',
  deferred: 'amber',
  sent: 'green',
  failed: 'brick',
  cancelled: 'plain',
  bounced: 'brick',
  complained: 'brick',
  unsubscribed: 'amber',
  replied: 'river',
};

/** The letters one by one, those that did not arrive first; found by state, language, district, domain, name and address. */
export function Letters({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const { districts, languages } = useReferences();
  const [params, setParams] = useSearchParams();
  const query = readLetterQuery(params);
  const { page, isOld, error, retry } = useLetters(campaign.id, query);
  const show = (change: Partial<LetterQuery>) =>
    setParams(writeLetterQuery({ ...query, after: null, before: null, ...change }), { replace: true });
  const to = (change: Partial<LetterQuery>) => `?${writeLetterQuery({ ...query, after: null, before: null, ...change })}#results-letters`;
  const rows = page?.rows ?? null;
  return (
    <section aria-labelledby="results-letters" aria-busy={isOld}>
      <h2 id="results-letters">{t('results.letters_title')}</h2>
      <div className="results-filters">
        <SearchField label={t('results.search')} value={query.search} onChange={(search) => show({ search })} />
        <ChoiceField
          label={t('results.state_filter')}
          value={query.state}
          emptyLabel={t('results.state_all')}
          options={letterStates.map((state) => ({ value: state, label: t(`results.state.${state}`) }))}
          onChange={(state) => show({ state: state as LetterState | null })}
        />
        <ChoiceField
          label={t('field.language')}
          value={query.language}
          emptyLabel={t('results.any_language')}
          options={campaign.messages.map(({ language }) => ({
            value: language,
            label: languages.find(({ code }) => code === language)?.name ?? language,
          }))}
          onChange={(language) => show({ language })}
        />
        <ChoiceField
          label={t('field.district_id')}
          value={query.district}
          emptyLabel={t('results.any_district')}
          options={[
            ...districts.map(({ id, name }) => ({ value: id, label: name })),
            { value: NO_DISTRICT, label: t('results.no_district') },
          ]}
          onChange={(district) => show({ district })}
        />
      </div>
      {(query.domain || query.variant) && (
        <p>
          {query.domain && t('results.only_domain', { domain: query.domain })}{' '}
          {query.variant && t('results.variant', { variant: query.variant.toUpperCase() })}{' '}
          <Link to={to({ domain: null, variant: null })} replace>
            {t('results.show_all')}
          </Link>
        </p>
      )}
      {error && !page && <Refused error={error} onRetry={retry} />}
      {!rows && !error && <RowSkeleton rows={5} />}
      {rows?.length === 0 && <p className="secondary">{t('results.letters_none')}</p>}
      {rows && rows.length > 0 && (
        <>
          <ul className="results-letters">
            {rows.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </ul>
          <Pager
            count={page?.count ?? null}
            shown={rows.length}
            previous={page?.previous ? to({ before: page.previous }) : null}
            next={page?.next ? to({ after: page.next }) : null}
            exported={{
              list: 'deliveries',
              query: { campaign: campaign.id, ...toLetterRpc({ ...query, after: null, before: null }, rows.length) },
              address: `/campaigns/${campaign.id}${to({})}`,
            }}
          />
        </>
      )}
    </section>
  );
}

function Line({ row }: { row: LetterRow }) {
  const { t, format } = useWords();
  const { languages } = useReferences();
  const fate = fateOf(row);
  const at =
    { bounced: row.bounced_at, complained: row.complained_at, unsubscribed: row.unsubscribed_at, replied: row.replied_at }[
      fate as string
    ] ??
    row.settled_at ??
    row.send_at;
  const why =
    fate === 'bounced' && row.bounce
      ? [t(`results.bounce.${row.bounce.kind}`), row.bounce.status_code, row.bounce.diagnostic].filter(Boolean).join(' · ')
      : row.reason && wordsOf(row.reason, t);
  return (
    <li>
      <div className="results-who">
        {row.resident_id ? <Link to={`/residents/${row.resident_id}`}>{row.resident_name ?? row.to_address}</Link> : row.to_address}
        <span className="secondary">
          {[row.resident_id && row.to_address, languages.find(({ code }) => code === row.language)?.name].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className="results-fate">
        <Tag tone={tones[fate]}>{t(`results.state.${fate}`)}</Tag> <span className="secondary">{format.instant(at)}</span>
        {why && <p className="secondary results-why">{why}</p>}
      </div>
    </li>
  );
}

/** A reason that the program gives in words of the reader; a mail server's own stays as it is. */
function wordsOf(reason: string, t: ReturnType<typeof useWords>['t']): string {
  const key = `results.reason.${reason}` as MessageKey;
  const said = t(key);
  return said === key ? reason : said;
}
