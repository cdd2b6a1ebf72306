import '../../../styles/record.css';
import '../../../styles/award-money.css';
import '../../../styles/opportunities.css';
import { useInvalidate, useOne, useUpdate } from '@refinedev/core';
import { Button } from 'antd';
import { useRef, useState } from 'react';
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
import { useAwardActs } from '../actions.ts';
import { SpendingAwards } from './awards.tsx';
import { SpendingSubawards } from './subawards.tsx';

type Chosen = { file: File; prime: string; answer: SpendingAnswer; choices: SpendingChoices };
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
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

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
  async function ask(file: File, prime: string, choices: SpendingChoices | null, act: string | null) {
    const body = new FormData();
    body.set('file', file, file.name);
    body.set('facts', JSON.stringify({ prime, choices, dry_run: act === null, act }));
    return (await (await askServer(connection, '/awards/usaspending', { method: 'POST', body })).json()) as SpendingAnswer;
  }
  const show = (file: File, prime: string, answer: SpendingAnswer) => setChosen({ file, prime, answer, choices: usualChoices(answer) });
  const look = (file: File, prime: string) => run(async () => show(file, prime, await ask(file, prime, null, null)));
  const fetchNow = () =>
    run(async () => {
      const answer = (await (await askServer(connection, '/awards/usaspending/fetch', { method: 'POST' })).json()) as SpendingAnswer;
      // What is shown is what is taken: it goes back as a file.
      show(new File([answer.document ?? ''], 'api.usaspending.gov', { type: 'application/json' }), '', answer);
    });
  const count = chosen
    ? chosen.choices.awards.length + chosen.choices.fields.length + chosen.choices.subawards.length + chosen.choices.subaward_fields.length
    : 0;
  const take = ({ file, prime, choices }: Chosen) =>
    run(async () => {
      const act = nameAct();
      const { taken, changed } = await ask(file, prime, choices, act);
      setChosen(null);
      done(tn('usaspending.taken', taken + changed), { undo: act, onUndone: () => void acts.refresh() });
      await acts.refresh();
    });
  const choose = (patch: Partial<SpendingChoices>) => setChosen((now) => now && { ...now, choices: { ...now.choices, ...patch } });
  return (
    <section className="money-file">
      <p className="secondary">{t('usaspending.lead')}</p>
      {own && !own.uei && <p className="notice notice-amber">{t('usaspending.no_uei')}</p>}
      <FetchSetting own={own} />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('found.choose')}
        accept="application/json,.json"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) void look(file, '');
        }}
      />
      <div className="form-foot">
        <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
          {t('found.choose')}
        </Button>
        {own?.fetches_usaspending && own.uei && (
          <Button disabled={isWorking} onClick={() => void fetchNow()}>
            {t('usaspending.fetch')}
          </Button>
        )}
      </div>
      <RefusedLine error={error} />
      {chosen && (
        <div className="money-chosen">
          <h2>{chosen.file.name}</h2>
          {chosen.answer.unplaced > 0 && <Unplaced count={chosen.answer.unplaced} onPlace={(prime) => void look(chosen.file, prime)} />}
          <SpendingAwards answer={chosen.answer} choices={chosen.choices} onChoose={choose} />
          <SpendingSubawards answer={chosen.answer} choices={chosen.choices} onChoose={choose} />
          <div className="form-foot">
            <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
            {count > 0 && (
              <Button type="primary" loading={isWorking} onClick={() => void take(chosen)}>
                {tn('usaspending.take', count)}
              </Button>
            )}
          </div>
        </div>
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
      className="money-file"
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
