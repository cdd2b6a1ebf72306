import '../../../styles/record.css';
import '../../../styles/award-money.css';
import '../../../styles/programs.css';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ExchangeAnswer } from '../../../../domain/programs/hsds/exchange.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useProgramActs } from '../actions.ts';
import { ExchangeOutcome } from './outcome.tsx';

/** Takes the directory of somebody else in, after showing what it would change; gives ours out. */
export function ProgramExchange() {
  const { t } = useWords();
  const mayCreate = useAllowed('programs', 'create');
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/programs">{t('program.back')}</Link>
      </p>
      <PageTitle title={t('exchange.title')} />
      {mayCreate ? (
        <>
          <p>{t('exchange.lead')}</p>
          <Give />
          <Take />
        </>
      ) : (
        <p>{t('program.read_only')}</p>
      )}
    </div>
  );
}

function Give() {
  const { t } = useWords();
  const { connection } = useOffice();
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState<string | null>(null);
  async function give(name: string) {
    setWorking(name);
    setError(null);
    try {
      const blob = await (await askServer(connection, `/programs/exchange/${name}`)).blob();
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (refused) {
      setError(refused);
    } finally {
      setWorking(null);
    }
  }
  return (
    <section className="money-file">
      <h2>{t('exchange.give')}</h2>
      <p className="secondary">{t('exchange.give_lead')}</p>
      <div className="program-verbs">
        {(['programs.zip', 'programs.json'] as const).map((name) => (
          <Button key={name} loading={working === name} onClick={() => void give(name)}>
            {t(name === 'programs.zip' ? 'exchange.give_csv' : 'exchange.give_json')}
          </Button>
        ))}
      </div>
      <RefusedLine error={error} />
    </section>
  );
}

function Take() {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const { connection } = useOffice();
  const acts = useProgramActs();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ file: File; answer: ExchangeAnswer } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function ask(file: File, act: string | null): Promise<ExchangeAnswer> {
    const body = new FormData();
    body.set('file', file, file.name);
    if (act) body.set('act', act);
    return (await (await askServer(connection, '/programs/exchange', { method: 'POST', body })).json()) as ExchangeAnswer;
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
  const look = (file: File) => run(async () => setChosen({ file, answer: await ask(file, null) }));
  const take = (file: File) =>
    run(async () => {
      const act = nameAct();
      const { counts } = await ask(file, act);
      setChosen(null);
      const programs = (counts.programs?.insert ?? 0) + (counts.programs?.update ?? 0);
      done(tn('exchange.taken', programs), { undo: act, onUndone: () => void acts.refresh() });
      await acts.refresh();
      navigate('/programs');
    });
  const isNothing = chosen !== null && Object.keys(chosen.answer.counts).length === 0;
  return (
    <section className="money-file">
      <h2>{t('exchange.take')}</h2>
      <p className="secondary">{t('exchange.take_lead')}</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('exchange.choose')}
        accept=".zip,application/zip,.json,application/json"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) void look(file);
        }}
      />
      <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
        {t('exchange.choose')}
      </Button>
      <RefusedLine error={error} />
      {chosen && (
        <div className="money-chosen">
          <h2>{chosen.file.name}</h2>
          <ExchangeOutcome answer={chosen.answer} />
          <div className="form-foot">
            <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
            {!isNothing && (
              <Button type="primary" loading={isWorking} onClick={() => void take(chosen.file)}>
                {t('exchange.take_in')}
              </Button>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
