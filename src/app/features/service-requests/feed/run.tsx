import { type FeedRun, shareRead } from '../../../../domain/service-requests/request.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';

const problems = ['form', 'csv', 'json', 'encoding', 'empty', 'away', 'cut_off', 'broken'] as const;
const tones = { running: 'river', done: 'green', failed: 'brick' } as const;

/** One reading: what was read, when, how far, and which rows could not be. */
export function RunLine({ run }: { run: FeedRun }) {
  const { t, tn, format } = useWords();
  const share = run.status === 'running' ? shareRead(run) : null;
  const problem = problems.find((one) => one === run.problem) ?? 'broken';
  return (
    <li className="row">
      <div className="row-main">
        <span className="row-title">{run.file_name || t(`feed.source.${run.source}`)}</span>
        <p className="row-facts" aria-live={run.status === 'running' ? 'polite' : undefined}>
          {[
            tn('feed.read', run.rows_read),
            run.rows_added > 0 && tn('feed.added', run.rows_added),
            run.rows_changed > 0 && tn('feed.changed', run.rows_changed),
            run.rows_same > 0 && tn('feed.same', run.rows_same),
            run.rows_rejected > 0 && tn('feed.rejected', run.rows_rejected),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {run.status === 'failed' && <p className="row-facts late">{t(`feed.problem.${problem}`)}</p>}
        <p className="secondary">
          {[
            format.instant(run.started_at),
            t(`feed.origin.${run.origin}`),
            run.latest_at && t('feed.reaches', { moment: format.instant(run.latest_at) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {run.rejects.length > 0 && (
          <details>
            <summary>{tn('feed.rejects', run.rejects.length)}</summary>
            <ul>
              {run.rejects.map(({ line, number, why, value }) => (
                <li key={line}>{t(`feed.why.${why}`, { line: format.number(line), number: number || '–', value: value || '–' })}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div className="row-end">
        <Tag tone={tones[run.status]}>{share === null ? t(`feed.status.${run.status}`) : t('feed.share', { share: String(share) })}</Tag>
      </div>
    </li>
  );
}
