import '../../styles/imports.css';
import { type ImportField, type ImportResource, importFields, importPresets, missingFields } from '../../../domain/imports/fields.ts';
import { delimiters, encodings, type ImportCounts } from '../../../domain/imports/file-import.ts';
import { useWords } from '../../providers/i18n.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ChosenFile } from './chosen-file.tsx';
import { ColumnFields } from './column-fields.tsx';
import { FileChoice, sheets } from './file-choice.tsx';
import { FileStart } from './file-start.tsx';
import { ImportCourseLine } from './import-course.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { type ImportFacts, useFileImport } from './use-file-import.ts';

type FileImportProps = {
  resource: ImportResource;
  /** Called with what was taken in, and the act by which that is undone. */
  onTaken: (counts: ImportCounts, act: string) => Promise<unknown>;
};

/** A spreadsheet is chosen, its columns are told, what it would do is looked at line by line, and it is taken in. */
export function FileImport({ resource, onTaken }: FileImportProps) {
  const { t, tn } = useWords();
  const sheet = useFileImport(resource, onTaken);
  const { chosen, compared, mapping, course } = sheet;
  const label = (field: ImportField) => t(`import.field.${field}`);
  const isPlain = sheet.preset === 'plain';
  const missing = chosen && isPlain ? missingFields(resource, mapping) : [];
  const count = compared ? compared.counts.add + compared.counts.update : 0;
  const next = compared
    ? count > 0
      ? { label: tn(`import.take_${resource}`, count), go: sheet.take }
      : null
    : missing.length === 0
      ? { label: t('import.compare'), go: sheet.compare }
      : null;
  return (
    <section className="import">
      {chosen ? (
        <FileChoice
          label={t('import.choose_other')}
          accept={`${sheets},text/plain,.txt`}
          isWorking={false}
          disabled={course !== null}
          onFile={sheet.choose}
        />
      ) : (
        <FileStart resource={resource} isWorking={sheet.isWorking} onFile={sheet.choose}>
          <RefusedLine error={sheet.error} />
        </FileStart>
      )}
      {chosen && <RefusedLine error={sheet.error} />}
      {chosen && (
        <ChosenFile title={chosen.file.name} isWorking={sheet.isWorking} onCancel={sheet.stop} next={next}>
          {resource === 'inquiries' && (
            <ChoiceField
              label={t('import.preset')}
              value={sheet.preset}
              options={importPresets.map((value) => ({ value, label: t(`import.preset.${value}`) }))}
              onChange={(preset) => preset && sheet.know(preset)}
            />
          )}
          <ColumnFields
            fields={isPlain ? importFields[resource] : []}
            label={label}
            mapping={mapping}
            file={chosen.answer}
            missing={missing}
            isOpen={!compared && course === null}
            onChange={sheet.map}
          >
            <HowRead facts={chosen.facts} answer={chosen.answer} onChange={sheet.readAs} />
          </ColumnFields>
          <ImportCourseLine course={course} />
          {compared && course === null && (
            <ImportOutcome
              key={compared.id}
              resource={resource}
              id={compared.id}
              columns={chosen.answer.columns}
              fileName={chosen.file.name}
              columnOf={(field) => mapping[field as ImportField] ?? null}
              counts={compared.counts}
              onDecide={sheet.decide}
            />
          )}
        </ChosenFile>
      )}
    </section>
  );
}

/** How letters are written and what stands between cells, where the file was read wrongly. */
function HowRead({
  facts,
  answer,
  onChange,
}: {
  facts: ImportFacts;
  answer: { encoding: string; delimiter: string };
  onChange: (patch: Partial<ImportFacts>) => void;
}) {
  const { t } = useWords();
  return (
    <div className="import-columns">
      <ChoiceField
        label={t('import.encoding')}
        value={facts.encoding ?? answer.encoding}
        options={encodings.map((value) => ({ value, label: t(`import.encoding.${value}`) }))}
        onChange={(encoding) => onChange({ encoding: encodings.find((one) => one === encoding) ?? null })}
      />
      <ChoiceField
        label={t('import.delimiter')}
        value={facts.delimiter ?? answer.delimiter}
        options={delimiters.map((value) => ({
          value,
          label: t(`import.delimiter.${({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const)[value]}`),
        }))}
        onChange={(delimiter) => onChange({ delimiter: delimiters.find((one) => one === delimiter) ?? null })}
      />
    </div>
  );
}
