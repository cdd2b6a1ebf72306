import { useCustomMutation } from '@refinedev/core';
import type { ImportResource } from '../../../domain/imports/fields.ts';
import type { ImportLine } from '../../../domain/imports/file-import.ts';
import { csvLine } from '../../../domain/imports/rejects.ts';
import { useWords } from '../../providers/i18n.tsx';
import { saveBlob } from '../attachments/transfer.ts';
import { quiet } from '../hooks/use-acts.ts';
import { useLineWords } from './use-line-words.ts';

type Rejects = { resource: ImportResource; id: string; columns: string[]; fileName: string; columnOf: (field: string) => string | null };

/** Saves what could not be read as a file of its own: the line, why, and the cells as they were, to be corrected and chosen again. */
export function useSaveRejects({ resource, id, columns, fileName, columnOf }: Rejects) {
  const { t } = useWords();
  const { mutateAsync: call } = useCustomMutation();
  const words = useLineWords(resource, columnOf);
  return async () => {
    const parts = [`\uFEFF${csvLine([t('import.rejects_line'), t('import.rejects_reason'), ...columns])}`];
    for (let after: number | null = 0; after !== null; ) {
      const values = { p_import: id, p_query: { kind: 'rejected', after, limit: 1000 } };
      const { data } = await call({ url: 'list_file_import', method: 'post', values, ...quiet });
      const page = data as unknown as { rows: ImportLine[]; next: number | null };
      for (const { line, problems = [], cells = [] } of page.rows)
        parts.push(csvLine([String(line), problems.map(words.problem).join(' '), ...cells]));
      after = page.next;
    }
    saveBlob(
      new Blob(parts, { type: 'text/csv;charset=utf-8' }),
      fileName.replace(/(\.[a-z]{1,4})?$/i, `-${t('import.rejects_name')}.csv`),
    );
  };
}
