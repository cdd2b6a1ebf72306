import { useCustom } from '@refinedev/core';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImportResource } from '../../../domain/imports/fields.ts';
import type { ImportLine, LineChoice, LineKind } from '../../../domain/imports/file-import.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { useLineWords } from './use-line-words.ts';

type ImportLinesProps = {
  resource: ImportResource;
  id: string;
  kind: LineKind;
  seen: string;
  columnOf: (field: string) => string | null;
  onDecide: (choice: LineChoice, line: number) => Promise<void>;
};
const pageSize = 25;

/** The lines of one kind, some at a time, each with what it says or would change. */
export function ImportLines({ resource, id, kind, seen, columnOf, onDecide }: ImportLinesProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(pageSize);
  const { query } = useCustom<{ rows: ImportLine[]; next: number | null }>({
    url: 'list_file_import',
    method: 'post',
    config: { payload: { p_import: id, p_query: { kind, limit: Math.min(shown, 1000) } } },
    errorNotification: false,
    queryOptions: { queryKey: ['list_file_import', id, kind, shown, seen], placeholderData: (previous: unknown) => previous as never },
  });
  const page = query.data?.data;
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!page?.rows) return <RowSkeleton rows={3} />;
  return (
    <>
      <ul className="import-rows">
        {page.rows.map((line) => (
          <LineRow key={line.line} resource={resource} kind={kind} line={line} columnOf={columnOf} onDecide={onDecide} />
        ))}
      </ul>
      {page.next !== null && shown < 1000 && <Button onClick={() => setShown(shown + 100)}>{t('import.show_more')}</Button>}
    </>
  );
}

type LineRowProps = Pick<ImportLinesProps, 'resource' | 'kind' | 'columnOf' | 'onDecide'> & { line: ImportLine };

function LineRow({ resource, kind, line, columnOf, onDecide }: LineRowProps) {
  const { t, format } = useWords();
  const words = useLineWords(resource, columnOf);
  const mayChoose = kind === 'duplicate' || kind === 'changed';
  const choices = kind === 'duplicate' ? (['skip', 'update', 'add'] as const) : (['update', 'skip'] as const);
  const name = words.name(line);
  return (
    <li>
      <span className="secondary">{t('import.line', { line: format.number(line.line) })}</span>
      <div>
        <p>
          <b>{name}</b> {words.said(line)}
        </p>
        {line.problems?.map((problem) => (
          <p key={`${problem.field} ${problem.why} ${problem.value}`} className="late">
            {words.problem(problem)}
          </p>
        ))}
        {line.of_line !== undefined && <p className="secondary">{t('import.repeats', { line: format.number(line.of_line) })}</p>}
        {resource === 'inquiries' && line.reasons && <p className="secondary">{words.reasons(line.reasons)}</p>}
        {mayChoose && line.record_id && (
          <p className="secondary">
            <Link to={`/${resource}/${line.record_id}`} target="_blank">
              {line.record}
            </Link>
            {resource === 'residents' && line.reasons && `: ${words.reasons(line.reasons)}`}
          </p>
        )}
        {line.changes && line.changes.length > 0 && (
          <ul className="import-changes">
            {line.changes.map((change) => (
              <li key={`${change.field} ${JSON.stringify(change.after)}`}>{words.change(change)}</li>
            ))}
          </ul>
        )}
      </div>
      {mayChoose && (
        <Select
          aria-label={t('import.choice_of', { name })}
          showSearch={false}
          value={line.choice ?? null}
          options={choices.map((value) => ({ value, label: t(`import.choice_${value}`) }))}
          onChange={(choice) => choice && void onDecide(choice, line.line)}
        />
      )}
    </li>
  );
}
