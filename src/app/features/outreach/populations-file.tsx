import { useInvalidate } from '@refinedev/core';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { ChosenFile } from '../../shared/imports/chosen-file.tsx';
import { FileChoice, sheets } from '../../shared/imports/file-choice.tsx';
import { FirstLines } from '../../shared/imports/first-lines.tsx';
import { useImport } from '../../shared/imports/use-import.ts';

const whys = ['district', 'language', 'people', 'as_of', 'source', 'twice', 'more_than_all', 'no_all'] as const;
type Answer = { added: number; changed: number; same: number; wrong: { line: number; why: (typeof whys)[number]; value: string }[] };

/** Takes a sheet of populations in: what it would change is shown first, and each wrong line says what is wrong with it. */
export function PopulationsFile({ onTaken }: { onTaken: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const invalidate = useInvalidate();
  const sheet = useImport<{ text: string }, Answer>({
    ask: (_, { text }, act) => askServerJson(connection, '/outreach/populations', { text, dry_run: act === null, ...(act ? { act } : {}) }),
    isTaken: ({ wrong }) => wrong.length === 0,
    onTaken: async (_, act) => {
      await invalidate({ resource: 'changes', invalidates: ['list'] });
      onTaken();
      done(t('reach.taken'), { undo: act, onUndone: onTaken });
    },
  });
  const { chosen, isWorking } = sheet;
  return (
    <div className="import">
      <FileChoice
        label={t('reach.choose')}
        accept={sheets}
        isWorking={isWorking && !chosen}
        onFile={(file) => void file.text().then((text) => sheet.look(file, { text }))}
      />
      <RefusedLine error={sheet.error} />
      {chosen && (
        <ChosenFile
          title={chosen.file.name}
          level={3}
          isWorking={isWorking}
          onCancel={sheet.close}
          next={
            chosen.answer.wrong.length === 0 && chosen.answer.added + chosen.answer.changed > 0
              ? { label: t('reach.take'), go: () => sheet.take(chosen.file, chosen.facts) }
              : null
          }
        >
          <Outcome answer={chosen.answer} />
        </ChosenFile>
      )}
    </div>
  );
}

function Outcome({ answer: { added, changed, same, wrong } }: { answer: Answer }) {
  const { t, format } = useWords();
  return (
    <div aria-live="polite" className="import-outcome">
      {wrong.length === 0 ? (
        <p>{t('reach.would', { added: format.number(added), changed: format.number(changed), same: format.number(same) })}</p>
      ) : (
        <>
          <p className="field-error">{t('reach.wrong')}</p>
          <FirstLines
            lines={wrong.map(({ line, why, value }) => ({
              key: `${line}-${why}`,
              text: `${t('import.line', { line })} ${t(`reach.wrong_${why}`, { value })}`,
            }))}
          />
        </>
      )}
    </div>
  );
}
