import { type ReactNode, useRef } from 'react';
import { type ImportField, type ImportResource, importFields, missingFields } from '../../../domain/imports/fields.ts';
import { csvLine } from '../../../domain/imports/rejects.ts';
import { useWords } from '../../providers/i18n.tsx';
import { saveBlob } from '../attachments/transfer.ts';
import { useFileDrop } from '../hooks/use-file-drop.ts';
import { FileChoice, sheets } from './file-choice.tsx';

type FileStartProps = {
  resource: ImportResource;
  isWorking: boolean;
  onFile: (file: File) => void;
  /** What was wrong with the file that was chosen. */
  children?: ReactNode;
};

/** Before a file is chosen: where it can be dropped, which columns it may have, and an empty sheet with all of them. */
export function FileStart({ resource, isWorking, onFile, children }: FileStartProps) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const isOver = useFileDrop(frame, !isWorking, ([file]) => file && onFile(file));
  const label = (field: ImportField) => t(`import.field.${field}`);
  const fields = importFields[resource];
  const needed = missingFields(resource, {});
  const others = fields.filter((field) => !needed.includes(field));
  const saveSheet = () =>
    saveBlob(
      new Blob([`\uFEFF${csvLine([...needed, ...others].map(label))}`], { type: 'text/csv;charset=utf-8' }),
      `${t(`import.sheet_${resource}`)}.csv`,
    );
  return (
    <>
      <div ref={frame} className={isOver ? 'import-start import-over' : 'import-start'}>
        <p>{t('import.drop')}</p>
        <FileChoice label={t('import.choose')} accept={`${sheets},text/plain,.txt`} isWorking={isWorking} onFile={onFile} />
        {resource === 'inquiries' && <p className="secondary">{t('import.known_files')}</p>}
      </div>
      {children}
      <details>
        <summary>{t('import.which_columns')}</summary>
        <p>{t('import.needed', { columns: needed.map(label).join(', ') })}</p>
        <p>{t('import.others', { columns: others.map(label).join(', ') })}</p>
        <p>
          <button type="button" className="link" onClick={saveSheet}>
            {t('import.save_sheet')}
          </button>
        </p>
      </details>
    </>
  );
}
