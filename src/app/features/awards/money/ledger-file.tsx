import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { LedgerAnswer, LedgerMapping } from '../../../../domain/awards/ledger-file.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useMoneyRefresh } from './actions.ts';
import { LedgerColumns } from './ledger-columns.tsx';
import { LedgerOutcome } from './ledger-outcome.tsx';

type Facts = { ofThisAward: boolean; skipsOthers: boolean; leavesOutWrong: boolean; mapping: LedgerMapping | null };
type Chosen = { file: File; facts: Facts; answer: LedgerAnswer };

const fresh: Facts = { ofThisAward: true, skipsOthers: true, leavesOutWrong: false, mapping: null };

/** Takes a CSV file of the city's ledger in: how it is read and what it would do are shown first. */
export function LedgerFile({ award, status }: { award: string; status: string }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const mayEdit = useAllowed('awards', 'edit') && !['applied', 'declined', 'closed'].includes(status);
  const refresh = useMoneyRefresh();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  if (!mayEdit) return null;

  async function ask(file: File, { ofThisAward, skipsOthers, leavesOutWrong, mapping }: Facts, act: string | null): Promise<LedgerAnswer> {
    const body = new FormData();
    body.set('file', file, file.name);
    body.set(
      'facts',
      JSON.stringify({
        award: ofThisAward ? award : null,
        skips_others: skipsOthers,
        leaves_out_wrong: leavesOutWrong,
        mapping,
        dry_run: act === null,
        act,
      }),
    );
    return (await (await askServer(connection, '/awards/ledger', { method: 'POST', body })).json()) as LedgerAnswer;
  }
  async function run(work: () => Promise<void>) {
    setWorking(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(false);
    }
  }
  const look = (file: File, facts: Facts) =>
    run(async () => {
      const answer = await ask(file, facts, null);
      setChosen({ file, facts: { ...facts, mapping: answer.mapping }, answer });
    });
  const take = ({ file, facts }: Chosen) =>
    run(async () => {
      const act = nameAct();
      const { outcome } = await ask(file, facts, act);
      setChosen(null);
      done(tn('money.file_taken', outcome?.new ?? 0), { undo: act, onUndone: () => void refresh() });
      await refresh();
    });
  const outcome = chosen?.answer.outcome ?? null;
  const mayTake = outcome !== null && outcome.new > 0 && (outcome.wrong.count === 0 || chosen?.facts.leavesOutWrong);
  return (
    <section className="money-file" aria-labelledby="money-file">
      <h2 id="money-file">{t('money.file')}</h2>
      <p className="secondary">{t('money.file_hint')}</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('money.choose_file')}
        accept="text/csv,.csv,text/tab-separated-values,.tsv"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) void look(file, fresh);
        }}
      />
      <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
        {t('money.choose_file')}
      </Button>
      <RefusedLine error={error} />
      {chosen && (
        <div className="money-chosen">
          <h3>{chosen.file.name}</h3>
          <div className="money-checks">
            {(['ofThisAward', 'skipsOthers', 'leavesOutWrong'] as const)
              .filter((name) => name !== 'skipsOthers' || !chosen.facts.ofThisAward)
              .map((name) => (
                <label key={name} className="check">
                  <input
                    type="checkbox"
                    checked={chosen.facts[name]}
                    onChange={({ target }) => void look(chosen.file, { ...chosen.facts, [name]: target.checked })}
                  />
                  {t(`money.file_${name}`)}
                </label>
              ))}
          </div>
          <LedgerColumns
            answer={chosen.answer}
            isOfOneAward={chosen.facts.ofThisAward}
            onChange={(mapping) => void look(chosen.file, { ...chosen.facts, mapping })}
          />
          {outcome && <LedgerOutcome outcome={outcome} />}
          <div className="form-foot">
            <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
            {mayTake && (
              <Button type="primary" loading={isWorking} onClick={() => void take(chosen)}>
                {tn('money.take_file', outcome.new)}
              </Button>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
