import '../../../styles/record.css';
import '../../../styles/opportunities.css';
import { useInvalidate, useOne, useUpdate } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type SpendingAnswer, type SpendingChoices, usualChoices } from '../../../../domain/awards/usaspending.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServer } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed, useOffice } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { askFile } from '../../../shared/imports/ask-file.ts';
import { ChosenFile } from '../../../shared/imports/chosen-file.tsx';
import { FileChoice, json } from '../../../shared/imports/file-choice.tsx';
import { useImport } from '../../../shared/imports/use-import.ts';
import { useAwardActs } from '../actions.ts';
import { SpendingAwards } from './awards.tsx';
import { SpendingSubawards } from './subawards.tsx';

type Facts = { prime: string; choices: SpendingChoices | null };
type Own = { id: number; uei: string | null; fetches_usaspending: boolean };

/** What USAspending says of the city's awards, beside the register: shown first, then taken as a person chooses. */
export function SpendingPage() {
  const { t } = useWords();
  const mayEdit = useAllowed('awards', 'edit');
  const { query } = useOne<Own>({ resource: 'settings', id: 1, errorNotification: false });
  return (
    <div className="page form-page">
      <p className="record-back-always">
        <Link to="/awards">{t('award.back')}</Link>
      </p>
      <PageTitle title={t('usaspending.title')} />
      {mayEdit ? <Take own={query.data?.data ?? null} /> : <p>{t('usaspending.not_allowed')}</p>}
    </div>
  );
}

function Take({ own }: { own: Own | null }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const acts = useAwardActs();
  // What differs from the usual choices.
  const [picked, setPicked] = useState<Partial<SpendingChoices>>({});
  const spending = useImport<Facts, SpendingAnswer>({
    ask: (file, facts, act) =>
      askFile(connection, '/awards/usaspending', file, { facts: JSON.stringify({ ...facts, dry_run: act === null, act }) }),
    onTaken: async ({ taken, changed }, act) => {
      done(tn('usaspending.taken', taken + changed), { undo: act, onUndone: () => void acts.refresh() });
      await acts.refresh();
    },
  });
  const { chosen, isWorking } = spending;
  const look = (file: File, prime: string) => {
    setPicked({});
    spending.look(file, { prime, choices: null });
  };
  const fetchNow = () =>
    spending.run(async () => {
      const answer = (await (await askServer(connection, '/awards/usaspending/fetch', { method: 'POST' })).json()) as SpendingAnswer;
      setPicked({});
      // What is shown is what is taken: it goes back as a file.
      const file = new File([answer.document ?? ''], 'api.usaspending.gov', { type: 'application/json' });
      spending.show(file, { prime: '', choices: null }, answer);
    });
  const choices = chosen && { ...usualChoices(chosen.answer), ...picked };
  const count = choices ? choices.awards.length + choices.fields.length + choices.subawards.length + choices.subaward_fields.length : 0;
  const choose = (patch: Partial<SpendingChoices>) => setPicked((now) => ({ ...now, ...patch }));
  return (
    <section className="import">
      <p className="secondary">{t('usaspending.lead')}</p>
      {own && !own.uei && <p className="notice notice-amber">{t('usaspending.no_uei')}</p>}
      <FetchSetting own={own} />
      <div className="form-foot">
        <FileChoice label={t('found.choose')} accept={json} isWorking={isWorking && !chosen} onFile={(file) => look(file, '')} />
        {own?.fetches_usaspending && own.uei && (
          <Button disabled={isWorking} onClick={() => void fetchNow()}>
            {t('usaspending.fetch')}
          </Button>
        )}
      </div>
      <RefusedLine error={spending.error} />
      {chosen && choices && (
        <ChosenFile
          title={chosen.file.name}
          isWorking={isWorking}
          onCancel={spending.close}
          next={
            count > 0 ? { label: tn('usaspending.take', count), go: () => spending.take(chosen.file, { ...chosen.facts, choices }) } : null
          }
        >
          {chosen.answer.unplaced > 0 && <Unplaced count={chosen.answer.unplaced} onPlace={(prime) => look(chosen.file, prime)} />}
          <SpendingAwards answer={chosen.answer} choices={choices} onChoose={choose} />
          <SpendingSubawards answer={chosen.answer} choices={choices} onChoose={choose} />
        </ChosenFile>
      )}
    </section>
  );
}

/** Rows of subawards that do not say of which award they are: a person says it. */
function Unplaced({ count, onPlace }: { count: number; onPlace: (prime: string) => void }) {
  const { t, tn } = useWords();
  const [number, setNumber] = useState('');
  return (
    <form
      className="import"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim()) onPlace(number.trim());
      }}
    >
      <p className="notice notice-amber">{tn('usaspending.unplaced', count)}</p>
      <TextField label={t('award.number')} maxLength={80} value={number} onChange={setNumber} />
      <Button htmlType="submit">{t('usaspending.place')}</Button>
    </form>
  );
}

/** Whether the server may ask by itself: an administrator says so. */
function FetchSetting({ own }: { own: Own | null }) {
  const { t } = useWords();
  const mayEdit = useAllowed('settings', 'edit');
  const { done } = useNotify();
  const invalidate = useInvalidate();
  const { mutateAsync: update, mutation } = useUpdate();
  if (!own) return null;
  if (!mayEdit) return own.fetches_usaspending ? null : <p className="secondary">{t('usaspending.fetch_off')}</p>;
  async function set(fetches_usaspending: boolean) {
    const act = nameAct();
    const quiet = { successNotification: false, errorNotification: false } as const;
    await update({ resource: 'settings', id: 1, values: { fetches_usaspending }, meta: { act }, invalidates: [], ...quiet });
    done(t(fetches_usaspending ? 'usaspending.fetch_allowed' : 'usaspending.fetch_refused'), { undo: act });
    await invalidate({ resource: 'settings', invalidates: ['list', 'detail'], id: 1 });
  }
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={own.fetches_usaspending}
          disabled={mutation.isPending}
          onChange={({ target }) => void set(target.checked).catch(() => undefined)}
        />
        {t('usaspending.fetch_allow')}
      </label>
      <RefusedLine error={mutation.error} />
    </>
  );
}
