import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { DisposableKind, DueKind, DueRecord } from '../../../domain/residents/dispositions.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { ReasonDialog } from '../../shared/holds/reason-dialog.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { pageOf } from './record-kinds.ts';

/** Records of a kind that are past their time; some are chosen to be disposed of, which somebody else confirms. */
export function DueRecords({ kind }: { kind: DueKind }) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const acts = useActs(['dispositions', 'disposition_requests']);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const free = kind.rows.filter((row) => !row.is_held);
  const picked = free.filter(({ id }) => chosen.has(id));
  if (kind.rows.length === 0) return <p className="secondary">{t('dispositions.none')}</p>;
  return (
    <>
      {free.length > 0 && (
        <p>
          <Checkbox
            checked={picked.length === free.length}
            indeterminate={picked.length > 0 && picked.length < free.length}
            onChange={({ target }) => setChosen(new Set(target.checked ? free.map(({ id }) => id) : []))}
          >
            {tn('dispositions.all', free.length)}
          </Checkbox>
        </p>
      )}
      <ul className="pairs">
        {kind.rows.map((row) => (
          <li key={row.id} className="due-line">
            <div>
              <Checkbox
                aria-label={row.title}
                disabled={row.is_held}
                checked={!row.is_held && chosen.has(row.id)}
                onChange={({ target }) => {
                  const next = new Set(chosen);
                  if (target.checked) next.add(row.id);
                  else next.delete(row.id);
                  setChosen(next);
                }}
              />{' '}
              <DueTitle kind={kind.kind} row={row} />{' '}
              <span className="secondary">
                {t('dispositions.since', { day: format.dateWithYear(row.last_on) })}
                {row.is_held && ` · ${t('hold.stands')}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {picked.length > 0 && <Button onClick={() => setAsking(true)}>{tn('dispositions.ask', picked.length)}</Button>}
      {isAsking && (
        <ReasonDialog
          title={tn('dispositions.ask', picked.length)}
          lead={[t(`dispositions.what_${kind.kind}`), t('dispositions.second_lead')]}
          label={t('dispositions.why')}
          missing={t('refusal.disposition_reason')}
          button={t('dispositions.ask_button')}
          error={acts.error}
          isWorking={acts.isWorking}
          onSubmit={async (reason) => {
            const values = { p_kind: kind.kind, p_ids: picked.map(({ id }) => id), p_reason: reason };
            const did = await acts.rpc('dispose_records', values, () => done(t('dispositions.asked')));
            if (!did) return;
            setChosen(new Set());
            setAsking(false);
          }}
          onClose={() => {
            acts.clear();
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

function DueTitle({ kind, row }: { kind: DisposableKind; row: DueRecord }) {
  const page = pageOf(kind, row.id);
  return page ? <Link to={page}>{row.title}</Link> : <span>{row.title}</span>;
}
