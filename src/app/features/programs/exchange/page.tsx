import '../../../styles/record.css';
import '../../../styles/programs.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ExchangeAnswer } from '../../../../domain/programs/hsds/exchange.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { saveBlob } from '../../../shared/attachments/transfer.ts';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useWork } from '../../../shared/hooks/use-work.ts';
import { askFile } from '../../../shared/imports/ask-file.ts';
import { ChosenFile } from '../../../shared/imports/chosen-file.tsx';
import { FileChoice, json } from '../../../shared/imports/file-choice.tsx';
import { useImport } from '../../../shared/imports/use-import.ts';
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
  const { error, isWorking, run } = useWork();
  const [given, setGiven] = useState('');
  const give = (name: string) =>
    run(async () => {
      setGiven(name);
      saveBlob(await (await askServer(connection, `/programs/exchange/${name}`)).blob(), name);
    });
  return (
    <section className="import">
      <h2>{t('exchange.give')}</h2>
      <p className="secondary">{t('exchange.give_lead')}</p>
      <div className="program-verbs">
        {(['programs.zip', 'programs.json'] as const).map((name) => (
          <Button key={name} loading={isWorking && given === name} onClick={() => void give(name)}>
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
  const directory = useImport<null, ExchangeAnswer>({
    ask: (file, _, act) => askFile(connection, '/programs/exchange', file, act ? { act } : {}),
    onTaken: async ({ counts }, act) => {
      const programs = (counts.programs?.insert ?? 0) + (counts.programs?.update ?? 0);
      done(tn('exchange.taken', programs), { undo: act, onUndone: () => void acts.refresh() });
      await acts.refresh();
      navigate('/programs');
    },
  });
  const { chosen, isWorking } = directory;
  return (
    <section className="import">
      <h2>{t('exchange.take')}</h2>
      <p className="secondary">{t('exchange.take_lead')}</p>
      <FileChoice
        label={t('exchange.choose')}
        accept={`.zip,application/zip,${json}`}
        isWorking={isWorking && !chosen}
        onFile={(file) => directory.look(file, null)}
      />
      <RefusedLine error={directory.error} />
      {chosen && (
        <ChosenFile
          title={chosen.file.name}
          isWorking={isWorking}
          onCancel={directory.close}
          next={
            Object.keys(chosen.answer.counts).length > 0
              ? { label: t('exchange.take_in'), go: () => directory.take(chosen.file, null) }
              : null
          }
        >
          <ExchangeOutcome answer={chosen.answer} />
        </ChosenFile>
      )}
    </section>
  );
}
