import { Button, Select } from 'antd';
import { useState } from 'react';
import type { ImportResource } from '../../../domain/imports/fields.ts';
import { type ImportCounts, type LineChoice, type LineKind, lineKinds } from '../../../domain/imports/file-import.ts';
import { useWords } from '../../providers/i18n.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { useWork } from '../hooks/use-work.ts';
import { ImportLines } from './import-lines.tsx';
import { useSaveRejects } from './use-save-rejects.ts';

type ImportOutcomeProps = {
  resource: ImportResource;
  id: string;
  columns: string[];
  fileName: string;
  columnOf: (field: string) => string | null;
  counts: ImportCounts;
  onDecide: (kind: 'changed' | 'duplicate', choice: LineChoice, lines: number[] | null) => Promise<void>;
};

/** What taking a file in would do: how many of each kind, each line to look at, and what is chosen where it is not clear. */
export function ImportOutcome(props: ImportOutcomeProps) {
  const { resource, id, columns, fileName, columnOf, counts, onDecide } = props;
  const { t, tn } = useWords();
  const rejects = useWork();
  const saveRejects = useSaveRejects({ resource, id, columns, fileName, columnOf });
  return (
    <div className="import-outcome">
      <p aria-live="polite">
        {lineKinds
          .filter((kind) => counts[kind] > 0)
          .map((kind) => tn(`import.count_${kind}`, counts[kind]))
          .join(' · ') || t('import.nothing')}
      </p>
      {resource === 'inquiries' && counts.clocked + counts.unclocked > 0 && (
        <p className="secondary">
          {[counts.clocked > 0 && tn('import.clocked', counts.clocked), counts.unclocked > 0 && tn('import.unclocked', counts.unclocked)]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
      {lineKinds
        .filter((kind) => counts[kind] > 0)
        .map((kind) => (
          <Kind key={kind} kind={kind} count={counts[kind]}>
            {kind === 'duplicate' && <AllDuplicates counts={counts} onChoose={(choice) => onDecide('duplicate', choice, null)} />}
            {kind === 'rejected' && (
              <>
                <p className="secondary">{t('import.rejects_hint')}</p>
                <Button loading={rejects.isWorking} onClick={() => void rejects.run(saveRejects)}>
                  {t('import.save_rejects')}
                </Button>
                <RefusedLine error={rejects.error} />
              </>
            )}
            <ImportLines
              resource={resource}
              id={id}
              kind={kind}
              // A choice for all is shown on each line.
              seen={JSON.stringify(counts.choices)}
              columnOf={columnOf}
              onDecide={(choice, line) => onDecide(kind === 'changed' ? 'changed' : 'duplicate', choice, [line])}
            />
          </Kind>
        ))}
    </div>
  );
}

/** Lines of one kind; those that wait for somebody are open. */
function Kind({ kind, count, children }: { kind: LineKind; count: number; children: React.ReactNode }) {
  const { tn } = useWords();
  const [isOpen, setOpen] = useState(kind === 'duplicate' || kind === 'rejected');
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{tn(`import.count_${kind}`, count)}</summary>
      {isOpen && <div className="import-kind">{children}</div>}
    </details>
  );
}

function AllDuplicates({ counts, onChoose }: { counts: ImportCounts; onChoose: (choice: LineChoice) => void }) {
  const { t } = useWords();
  const choices = ['skip', 'update', 'add'] as const;
  const all = choices.find((choice) => counts.choices[choice] === counts.duplicate) ?? null;
  return (
    <div className="import-all">
      <p className="secondary">{t('import.duplicates_hint')}</p>
      <Select
        aria-label={t('import.all_duplicates')}
        showSearch={false}
        value={all}
        placeholder={t('import.choice_mixed')}
        options={choices.map((value) => ({ value, label: t(`import.all_${value}`) }))}
        onChange={(choice) => choice && onChoose(choice)}
      />
    </div>
  );
}
