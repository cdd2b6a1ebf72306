import { useCustom } from '@refinedev/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AnswerReceiver } from '../../../domain/legislation/answer-card.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { Tag } from '../../shared/components/tag.tsx';

type Page = { rows: AnswerReceiver[]; next: Cursor | null; previous: Cursor | null; total: number; old: number };

/** Who was given this answer; those first asked for who have one that is not right any more. */
export function Receivers({ card }: { card: string }) {
  const { t, tn, format } = useWords();
  const { languages } = useReferences();
  const [isAll, setAll] = useState<boolean | null>(null);
  const [at, setAt] = useState<{ after?: Cursor; before?: Cursor }>({});
  const ask = (filters: object, cursor: object) => ({ p_card: card, p_query: { filters, limit: 25, ...cursor } });
  const { query: first } = useCustom<Page>({
    url: 'answer_receivers',
    method: 'post',
    config: { payload: ask({}, {}) },
    errorNotification: false,
    queryOptions: { meta: { live: ['answer_uses', 'answer_cards'] } },
  });
  const counts = first.isSuccess ? first.data.data : null;
  // Until somebody chooses, what went wrong is shown.
  const onlyOld = isAll === null ? (counts?.old ?? 0) > 0 : !isAll;
  const { query } = useCustom<Page>({
    url: 'answer_receivers',
    method: 'post',
    config: { payload: ask(onlyOld ? { old: true } : {}, at) },
    errorNotification: false,
    queryOptions: { enabled: counts !== null, meta: { live: ['answer_uses', 'answer_cards'] } },
  });
  const page = query.isSuccess ? query.data.data : null;
  const show = (all: boolean) => {
    setAll(all);
    setAt({});
  };
  if (first.error) return <Refused error={first.error} onRetry={() => void first.refetch()} />;
  return (
    <section aria-label={t('answers.receivers')}>
      <h2>{t('answers.receivers')}</h2>
      {counts && (
        <p>
          {counts.total === 0 ? t('answers.nobody_given') : tn('answers.given', counts.total)}{' '}
          {counts.old > 0 && <b className="late">{tn('answers.have_old', counts.old)}</b>}
        </p>
      )}
      {counts && counts.old > 0 && (
        <p className="answer-which">
          <button type="button" className="link" aria-pressed={onlyOld} onClick={() => show(false)}>
            {t('answers.show_old')}
          </button>
          <button type="button" className="link" aria-pressed={!onlyOld} onClick={() => show(true)}>
            {t('answers.show_all')}
          </button>
        </p>
      )}
      <ul className="answer-receivers">
        {(page?.rows ?? []).map((row) => (
          <li key={row.id}>
            <Link to={`/inquiries/${row.inquiry_id}`}>
              {row.inquiry_number} {row.subject}
            </Link>{' '}
            {row.is_old && <Tag tone="amber">{t('answers.old')}</Tag>}
            <span className="secondary fact-more">
              {row.resident_id ? <Link to={`/residents/${row.resident_id}`}>{row.resident_name}</Link> : t('inquiry.anonymous')} ·{' '}
              {[
                t('answers.edition', { number: format.number(row.number) }),
                languages.find(({ code }) => code === row.language)?.name ?? row.language,
                format.instant(row.given_at),
                row.staff_name,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {page && (page.next || page.previous) && (
        <p className="answer-which">
          {page.previous && (
            <button type="button" className="link" onClick={() => setAt({ before: page.previous as Cursor })}>
              {t('history.newest')}
            </button>
          )}
          {page.next && (
            <button type="button" className="link" onClick={() => setAt({ after: page.next as Cursor })}>
              {t('history.older')}
            </button>
          )}
        </p>
      )}
    </section>
  );
}
