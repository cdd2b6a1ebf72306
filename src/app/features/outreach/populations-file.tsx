import { useInvalidate } from '@refinedev/core';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { nameAct } from '../../providers/acts.ts';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';

const whys = ['district', 'language', 'people', 'as_of', 'source', 'twice', 'more_than_all', 'no_all'] as const;
type Answer = { added: number; changed: number; same: number; wrong: { line: number; why: (typeof whys)[number]; value: string }[] };
type Chosen = { name: string; text: string; answer: Answer };
const shownLines = 12;

/** Takes a sheet of populations in: what it would change is shown first, and each wrong line says what is wrong with it. */
export function PopulationsFile({ onTaken }: { onTaken: () => void }) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const invalidate = useInvalidate();
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
  const look = (name: string, text: string) =>
    run(async () => {
      setChosen(null);
      setChosen({ name, text, answer: await askServerJson<Answer>(connection, '/outreach/populations', { text, dry_run: true }) });
    });
  const take = ({ name, text }: Chosen) =>
    run(async () => {
      const act = nameAct();
      const answer = await askServerJson<Answer>(connection, '/outreach/populations', { text, dry_run: false, act });
      if (answer.wrong.length > 0) return setChosen({ name, text, answer });
      setChosen(null);
      await invalidate({ resource: 'changes', invalidates: ['list'] });
      onTaken();
      done(t('reach.taken'), { undo: act, onUndone: onTaken });
    });
  const counts = (answer: Answer) => ({
    added: format.number(answer.added),
    changed: format.number(answer.changed),
    same: format.number(answer.same),
  });
  return (
    <div className="reach-file">
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('reach.choose')}
        accept="text/csv,.csv,text/tab-separated-values,.tsv"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void file.text().then((text) => look(file.name, text));
        }}
      />
      <Button loading={isWorking && !chosen} onClick={() => input.current?.click()}>
        {t('reach.choose')}
      </Button>
      <RefusedLine error={error} />
      {chosen && (
        <div aria-live="polite">
          <h3>{chosen.name}</h3>
          {chosen.answer.wrong.length === 0 ? (
            <p>{t('reach.would', counts(chosen.answer))}</p>
          ) : (
            <>
              <p className="field-error">{t('reach.wrong')}</p>
              <ul className="reach-wrong">
                {chosen.answer.wrong.slice(0, shownLines).map(({ line, why, value }) => (
                  <li key={`${line}-${why}`}>
                    {t('reach.line', { line: String(line) })} {t(`reach.wrong_${why}`, { value })}
                  </li>
                ))}
              </ul>
              {chosen.answer.wrong.length > shownLines && (
                <p>{t('reach.wrong_more', { count: format.number(chosen.answer.wrong.length - shownLines) })}</p>
              )}
            </>
          )}
          <div className="form-foot">
            <Button onClick={() => setChosen(null)}>{t('action.cancel')}</Button>
            {chosen.answer.wrong.length === 0 && chosen.answer.added + chosen.answer.changed > 0 && (
              <Button type="primary" loading={isWorking} onClick={() => void take(chosen)}>
                {t('reach.take')}
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
