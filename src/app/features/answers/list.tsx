import '../../styles/awards.css';
import '../../styles/views.css';
import { useList } from '@refinedev/core';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import {
  type AnswerCardRow,
  type AnswerQuery,
  answerTabs,
  readAnswerQuery,
  toAnswerRpc,
  writeAnswerQuery,
} from '../../../domain/legislation/answer-card.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { answerTones } from '../../shared/answers/tones.ts';
import { useLawWords } from '../../shared/answers/use-law-words.ts';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';

const addressOf = (query: AnswerQuery): string => `/answers?${writeAnswerQuery(query)}`.replace(/\?$/, '');

/** The answers that the office gives, and those that have to be checked, what waits longest first. */
export function AnswerList() {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { topics } = useReferences();
  const text = params.toString();
  const query = useMemo(() => readAnswerQuery(new URLSearchParams(text)), [text]);
  const mayEdit = useAllowed('answer_cards', 'create');
  const counted = toAnswerRpc(query);
  const { query: list } = useList<AnswerCardRow>({
    resource: 'answer_cards',
    pagination: { pageSize: 25 },
    meta: { query: { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('answer_cards', counted);
  const waiting = useCount('answer_cards', { filters: { to_review: true } });
  const page = list.data as { data: AnswerCardRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const rows = page?.data ?? null;
  const change = (patch: Partial<AnswerQuery>) => navigate(addressOf({ ...query, after: null, before: null, ...patch }), { replace: true });
  const isNarrowed = query.search !== '' || query.topic.length > 0 || query.tab !== 'current';
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/legislation">{t('law.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('answers.title')} />
        {mayEdit && (
          <div className="page-acts">
            <Button onClick={() => navigate('/answers/create')}>{t('answers.new')}</Button>
          </div>
        )}
      </div>
      <div className="tabs-line">
        <nav className="tabs" aria-label={t('answers.views')}>
          <ul>
            {answerTabs.map((tab) => (
              <li key={tab}>
                <Link to={addressOf({ ...query, tab, after: null, before: null })} aria-current={query.tab === tab ? 'page' : undefined}>
                  {t(`answers.tab_${tab}`)}
                  {tab === 'review' && waiting !== null && waiting > 0 && <span className="tab-count late">{format.number(waiting)}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div className="filters filters-line award-filters">
        <SearchField label={t('answers.search')} value={query.search} onChange={(search) => change({ search })} />
        <Select
          aria-label={t('field.topic_id')}
          placeholder={t('field.topic_id')}
          mode="multiple"
          optionFilterProp="label"
          value={query.topic}
          options={topics.filter(({ is_active }) => is_active).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(topic: string[]) => change({ topic })}
        />
      </div>
      {list.error ? (
        <Refused error={list.error} onRetry={() => void list.refetch()} />
      ) : rows === null ? (
        <RowSkeleton rows={6} />
      ) : rows.length === 0 ? (
        <p className="empty">
          {t(query.tab === 'review' && !query.search ? 'answers.empty_review' : isNarrowed ? 'answers.empty_search' : 'answers.empty')}
        </p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <AnswerLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager
        count={count}
        shown={rows?.length ?? 0}
        previous={page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null}
        next={page?.next ? addressOf({ ...query, after: page.next, before: null }) : null}
        exported={{ list: 'answer_cards', query: counted, address: addressOf({ ...query, after: null, before: null }) }}
      />
    </div>
  );
}

function AnswerLine({ row }: { row: AnswerCardRow }) {
  const { t, tn, format } = useWords();
  const { cite } = useLawWords();
  const { languages } = useReferences();
  const spoken = (row.languages ?? []).map((code) => languages.find((one) => one.code === code)?.name ?? code);
  const why = row.review_reason
    ? t(`answers.why.${row.review_reason}`, { number: row.review_law ?? '' })
    : row.is_due && row.review_by && t('answers.due_since', { day: format.dateWithYear(row.review_by) });
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/answers/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="row-facts">{[...row.citations.map(cite), spoken.join(', ')].filter(Boolean).join(' · ')}</p>
        <p className={why ? 'row-facts late' : 'secondary'}>
          {[
            why ||
              (row.state === 'current' &&
                row.checked_on &&
                row.review_by &&
                t('answers.checked_until', { day: format.dateWithYear(row.checked_on), until: format.dateWithYear(row.review_by) })),
            row.old > 0 && tn('answers.have_old', row.old),
            row.owner_name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="row-side">
        <Tag tone={answerTones[row.state]}>{t(`answers.state.${row.state}`)}</Tag>
      </div>
    </li>
  );
}
