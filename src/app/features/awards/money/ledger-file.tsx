import type { LedgerAnswer, LedgerMapping } from '../../../../domain/awards/ledger-file.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { askFile } from '../../../shared/imports/ask-file.ts';
import { ChosenFile } from '../../../shared/imports/chosen-file.tsx';
import { FileChoice, sheets } from '../../../shared/imports/file-choice.tsx';
import { useImport } from '../../../shared/imports/use-import.ts';
import { useMoneyRefresh } from './actions.ts';
import { LedgerColumns } from './ledger-columns.tsx';
import { LedgerOutcome } from './ledger-outcome.tsx';

type Facts = { ofThisAward: boolean; skipsOthers: boolean; leavesOutWrong: boolean; mapping: LedgerMapping | null };

const fresh: Facts = { ofThisAward: true, skipsOthers: true, leavesOutWrong: false, mapping: null };

/** Takes a CSV file of the city's ledger in: how it is read and what it would do are shown first. */
export function LedgerFile({ award, status }: { award: string; status: string }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const mayEdit = useAllowed('awards', 'edit') && !['applied', 'declined', 'closed'].includes(status);
  const refresh = useMoneyRefresh();
  const ledger = useImport<Facts, LedgerAnswer>({
    ask: (file, { ofThisAward, skipsOthers, leavesOutWrong, mapping }, act) =>
      askFile(connection, '/awards/ledger', file, {
        facts: JSON.stringify({
          award: ofThisAward ? award : null,
          skips_others: skipsOthers,
          leaves_out_wrong: leavesOutWrong,
          mapping,
          dry_run: act === null,
          act,
        }),
      }),
    onTaken: async ({ outcome }, act) => {
      done(tn('money.file_taken', outcome?.new ?? 0), { undo: act, onUndone: () => void refresh() });
      await refresh();
    },
  });
  if (!mayEdit) return null;
  const { chosen, isWorking } = ledger;
  const facts = { ...(chosen?.facts ?? fresh), mapping: chosen?.answer.mapping ?? null };
  const outcome = chosen?.answer.outcome ?? null;
  const mayTake = outcome !== null && outcome.new > 0 && (outcome.wrong.count === 0 || facts.leavesOutWrong);
  return (
    <section className="import" aria-labelledby="money-file">
      <h2 id="money-file">{t('money.file')}</h2>
      <p className="secondary">{t('money.file_hint')}</p>
      <FileChoice
        label={t('money.choose_file')}
        accept={sheets}
        isWorking={isWorking && !chosen}
        onFile={(file) => ledger.look(file, fresh)}
      />
      <RefusedLine error={ledger.error} />
      {chosen && (
        <ChosenFile
          title={chosen.file.name}
          level={3}
          isWorking={isWorking}
          onCancel={ledger.close}
          next={mayTake ? { label: tn('money.take_file', outcome.new), go: () => ledger.take(chosen.file, facts) } : null}
        >
          <div className="import-checks">
            {(['ofThisAward', 'skipsOthers', 'leavesOutWrong'] as const)
              .filter((name) => name !== 'skipsOthers' || !facts.ofThisAward)
              .map((name) => (
                <label key={name} className="check">
                  <input
                    type="checkbox"
                    checked={facts[name]}
                    onChange={({ target }) => ledger.look(chosen.file, { ...facts, [name]: target.checked })}
                  />
                  {t(`money.file_${name}`)}
                </label>
              ))}
          </div>
          <LedgerColumns
            answer={chosen.answer}
            isOfOneAward={facts.ofThisAward}
            onChange={(mapping) => ledger.look(chosen.file, { ...facts, mapping })}
          />
          {outcome && <LedgerOutcome outcome={outcome} />}
        </ChosenFile>
      )}
    </section>
  );
}
