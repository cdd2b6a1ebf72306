import '../../styles/screener.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { SheetFacts } from '../../../domain/screener/screener.ts';
import { writeSheet } from '../../../domain/screener/sheet.ts';
import type { ScreenerWords } from '../../../domain/screener/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { type Kept, readKept } from './kept.ts';
import { useOrigin } from './use-screener.ts';
import { printedLanguage, useScreenerWords } from './words.ts';

/** The chosen programs on paper, in the resident's language. */
export function ScreenerSheet() {
  const { t } = useWords();
  const { key } = useOrigin();
  const kept = readKept(key);
  const back = `/programs/screener${location.search}`;
  return (
    <div className="screener-sheet-page">
      <div className="screener-sheet-bar" data-no-print>
        <Link to={back}>{t('screener.sheet_back')}</Link>
        {kept && kept.chosen.length > 0 && (
          <Button type="primary" onClick={() => window.print()}>
            {t('screener.print_now')}
          </Button>
        )}
      </div>
      {kept && kept.chosen.length > 0 ? (
        <Printed kept={kept} />
      ) : (
        <>
          <PageTitle title={t('screener.sheet')} />
          <p className="empty">{t('screener.sheet_empty')}</p>
        </>
      )}
    </div>
  );
}

function Printed({ kept }: { kept: Kept }) {
  const words = useScreenerWords(kept.language);
  const { query } = useCustom<SheetFacts>({
    url: 'screener_sheet',
    method: 'post',
    config: { payload: { p_answers: kept.answers, p_programs: kept.chosen, p_language: kept.language } },
    errorNotification: false,
    queryOptions: { gcTime: 0, staleTime: 0 },
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || !words) return <RowSkeleton rows={6} />;
  return <Paper facts={query.data.data} words={words} language={printedLanguage(kept.language)} />;
}

function Paper({ facts, words, language }: { facts: SheetFacts; words: ScreenerWords; language: string }) {
  const sheet = writeSheet(facts, words);
  return (
    <article className="screener-sheet" lang={language}>
      <PageTitle title={sheet.title} />
      <p>{sheet.lead}</p>
      {sheet.entries.map((entry) => (
        <section key={entry.id} className="screener-entry" aria-label={entry.name}>
          <h2 lang={entry.language}>{entry.name}</h2>
          <p className="secondary">{entry.organization}</p>
          {entry.description && (
            <p className="lines" lang={entry.language}>
              {entry.description}
            </p>
          )}
          {entry.why.length > 0 && (
            <>
              <h3>{sheet.why}</h3>
              <ul>
                {entry.why.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </>
          )}
          <dl>
            {entry.rows.map(({ label, value }, index) => (
              <div key={`${label}-${index.toString()}`}>
                <dt>{label}</dt>
                <dd className="lines">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <footer>
        {sheet.foot.filter(Boolean).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </footer>
    </article>
  );
}
