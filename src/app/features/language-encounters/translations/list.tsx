import '../../../styles/language.css';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import {
  readTranslationQuery,
  type TranslationRow,
  toTranslationRpc,
  translationFilters,
  translationTabs,
  writeTranslationQuery,
} from '../../../../domain/language-encounters/translation.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { Narrowed } from '../../../shared/components/narrowed.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Pager } from '../../../shared/components/pager.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useEncounterWords } from '../../../shared/encounters/encounter-words.ts';
import { translationTones } from '../../../shared/encounters/translation-tones.ts';
import { formatCount } from '../../../shared/format.ts';
import { useCount } from '../../../shared/hooks/use-count.ts';
import { useRangeWords } from '../../../shared/range-words.ts';
import { PartsNav } from '../parts-nav.tsx';

const TranslationDialog = lazy(async () => ({
  default: (await import('../../../shared/encounters/translation-dialog.tsx')).TranslationDialog,
}));

/** Documents that are translated, what is due next first. */
export function TranslationList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const mayAsk = useAllowed('translation_requests', 'edit');
  const [isAsking, setAsking] = useState(false);
  const rangeWords = useRangeWords();
  const asked = readTranslationQuery(params);
  const { tab, done, after, before } = asked;
  const counted = toTranslationRpc(asked);
  const order = tab === 'open' || tab === 'mine' || tab === 'to_read' ? { sort: 'due_on' } : { sort: 'created_at', descending: true };
  const { query: list } = useList<TranslationRow>({
    resource: 'translation_requests',
    pagination: { pageSize: 25 },
    meta: {
      query: {
        ...counted,
        ...order,
        ...(after ? { after } : {}),
        ...(before ? { before } : {}),
      },
    },
    errorNotification: false,
  });
  const count = useCount('translation_requests', counted);
  const page = list.data as { data: TranslationRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const addressOf = (patch: Partial<typeof asked>) =>
    `/language-encounters/translations?${writeTranslationQuery({ ...asked, after: null, before: null, ...patch })}`;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('translations.title')} />
        <div className="page-acts">{mayAsk && <Button onClick={() => setAsking(true)}>{t('translation.new')}</Button>}</div>
      </div>
      <PartsNav />
      <nav className="tabs" aria-label={t('translations.lists')}>
        <ul>
          {translationTabs.map((one) => (
            <li key={one}>
              <Link to={`/language-encounters/translations?tab=${one}`} replace aria-current={one === tab ? 'page' : undefined}>
                {t(`translations.tab_${one}`)}
                <TabCount tab={one} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {done && (
        <Narrowed
          parts={[{ key: 'done', text: t('narrowed.translated', { when: rangeWords(done) }), without: { done: null } }]}
          onChange={(patch) => navigate(addressOf(patch), { replace: true })}
        />
      )}
      {list.error ? (
        <Refused error={list.error} onRetry={() => void list.refetch()} />
      ) : !page ? (
        <RowSkeleton rows={5} />
      ) : page.data.length === 0 ? (
        <p className="empty">{t(`translations.empty_${tab}`)}</p>
      ) : (
        <ul className="rows">
          {page.data.map((row) => (
            <TranslationLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager
        count={count}
        shown={page?.data.length ?? 0}
        previous={page?.previous ? addressOf({ before: page.previous }) : null}
        next={page?.next ? addressOf({ after: page.next }) : null}
        exported={{ list: 'translation_requests', query: { ...counted, ...order }, address: addressOf({}) }}
      />
      {isAsking && (
        <Suspense>
          <TranslationDialog onClose={() => setAsking(false)} onSaved={(id) => navigate(`/language-encounters/translations/${id}`)} />
        </Suspense>
      )}
    </div>
  );
}

function TabCount({ tab }: { tab: keyof typeof translationFilters }) {
  const { format } = useWords();
  const count = useCount('translation_requests', { filters: translationFilters[tab] });
  return <span className="tab-count">{count === null ? '' : formatCount(count, format)}</span>;
}

function TranslationLine({ row }: { row: TranslationRow }) {
  const { t, tn, format } = useWords();
  const today = useToday();
  const { languageName } = useEncounterWords();
  const isLate = row.due_on !== null && row.due_on < today && !['done', 'cancelled'].includes(row.status);
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/language-encounters/translations/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="secondary">
          {[
            languageName(row.language),
            row.source_words !== null && tn('translation.word_count', row.source_words, { count: format.number(row.source_words) }),
            row.translator_name,
            row.reviewer_name && t('translation.read_by', { name: row.reviewer_name }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {row.done_on ? (
          <p className="secondary">{t('translation.done_on', { day: format.dateWithYear(row.done_on) })}</p>
        ) : (
          row.due_on && (
            <p className={isLate ? 'row-facts late' : 'secondary'}>
              {t(isLate ? 'translation.late' : 'translation.due', { day: format.date(row.due_on, today) })}
            </p>
          )
        )}
      </div>
      <div className="row-end">
        <Tag tone={translationTones[row.status]}>{t(`translation.status.${row.status}`)}</Tag>
        {row.is_vital && <Tag tone="violet">{t('translation.vital')}</Tag>}
      </div>
    </li>
  );
}
