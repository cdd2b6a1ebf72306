import { useList } from '@refinedev/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { fateOf, type LetterRow, type LetterState } from '../../../domain/campaigns/results.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { Tag, type Tone } from '../../shared/components/tag.tsx';

type Got = Omit<LetterRow, 'to_address' | 'bounce' | 'resident_id' | 'resident_name'> & { campaign: { id: string; name: string } | null };

const PAGE = 5;
const troubled: LetterState[] = ['failed', 'bounced', 'complained'];
const toneOf = (fate: LetterState): Tone => (troubled.includes(fate) ? 'brick' : fate === 'sent' || fate === 'replied' ? 'green' : 'plain');

/** The letters of campaigns that were written to a resident, the latest first; nothing at all when there is none. */
export function LettersGot({ id }: { id: string }) {
  const { t, format } = useWords();
  const [limit, setLimit] = useState(PAGE);
  const { query } = useList<Got>({
    resource: 'deliveries',
    meta: {
      select:
        'id,language,variant,status,reason,attempts,send_at,settled_at,bounced_at,complained_at,unsubscribed_at,replied_at,campaign:campaigns!deliveries_campaign_id_fkey(id,name)',
      paged: true,
    },
    filters: [
      { field: 'resident_id', operator: 'eq', value: id },
      { field: 'campaign_id', operator: 'nnull', value: true },
    ],
    sorters: [{ field: 'send_at', order: 'desc' }],
    pagination: { pageSize: limit + 1 },
    errorNotification: false,
    queryOptions: { placeholderData: (before: unknown) => before as never },
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="resident-letters-got">
      <h2 id="resident-letters-got">{t('resident.letters_got')}</h2>
      <ul className="rows">
        {rows.slice(0, limit).map((row) => {
          const fate = fateOf(row);
          return (
            <li className="row" key={row.id}>
              <div className="row-main">
                <Link to={`/campaigns/${row.campaign?.id}`} className="row-title">
                  {row.campaign?.name}
                </Link>
                <p className="secondary row-facts">{format.instant(row.settled_at ?? row.send_at)}</p>
              </div>
              <div className="row-end">
                <Tag tone={toneOf(fate)}>{t(`results.state.${fate}`)}</Tag>
              </div>
            </li>
          );
        })}
      </ul>
      {rows.length > limit && (
        <button type="button" className="link" onClick={() => setLimit(limit + 4 * PAGE)}>
          {t('resident.letters_more')}
        </button>
      )}
    </section>
  );
}
