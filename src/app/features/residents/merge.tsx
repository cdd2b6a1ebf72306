import '../../styles/people.css';
import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Resident } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { isSame, likelyChoices, listJoined, type MergeField, mergeFields } from './merge-fields.ts';
import { MergeHead } from './merge-head.tsx';
import { useResident } from './use-resident.ts';

/** Two residents side by side, to become one or to stay two. */
export function ResidentMerge() {
  const { t } = useWords();
  const [params] = useSearchParams();
  const keep = useResident(params.get('keep') ?? '');
  const gone = useResident(params.get('gone') ?? '');
  const mayEdit = useAllowed('residents', 'edit');
  const error = keep.error ?? gone.error;
  return (
    <div className="page">
      <p className="record-back-always">
        <Link to="/residents/duplicates">{t('duplicates.title')}</Link>
      </p>
      <PageTitle title={t('merge.title')} />
      {!mayEdit ? (
        <p>{t('merge.not_allowed')}</p>
      ) : error ? (
        <Refused error={error} onRetry={keep.error ? keep.retry : gone.retry} />
      ) : keep.resident && gone.resident ? (
        <SideBySide
          key={`${keep.resident.id}-${keep.resident.version}-${gone.resident.version}`}
          keep={keep.resident}
          gone={gone.resident}
        />
      ) : (
        <RowSkeleton rows={6} />
      )}
    </div>
  );
}

function SideBySide({ keep, gone }: { keep: Resident; gone: Resident }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const fields = useFieldWords();
  const merge = useActs(['residents', 'inquiries']);
  const [taken, setTaken] = useState<ReadonlySet<MergeField>>(() => likelyChoices(keep, gone));
  const here = `/residents/merge?keep=${keep.id}&gone=${gone.id}`;
  const choose = (field: MergeField, isGone: boolean) => {
    const next = new Set(taken);
    if (isGone) next.add(field);
    else next.delete(field);
    setTaken(next);
  };
  const say = (row: Resident, field: MergeField) => fields.value(field, row[field], 'residents');
  async function submit() {
    const values = {
      p_keep: keep.id,
      p_gone: gone.id,
      p_choices: Object.fromEntries([...taken].map((field) => [field, 'gone'])),
      p_versions: { keep: keep.version, gone: gone.version },
    };
    const isDone = await merge.rpc('merge_residents', values, ({ act }) =>
      done(t('merge.done'), { undo: act, onUndone: () => navigate(here) }),
    );
    if (isDone) navigate(`/residents/${keep.id}`);
  }
  async function tellApart() {
    const isDone = await merge.rpc('dismiss_duplicate', { p_a: keep.id, p_b: gone.id }, ({ act }) =>
      done(t('duplicates.dismissed'), { undo: act }),
    );
    if (isDone) navigate('/residents/duplicates');
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{t('merge.lead')}</p>
      <div className="merge">
        <span className="merge-label" />
        <MergeHead row={keep} isKept />
        <MergeHead row={gone} />
        {mergeFields.map((field) =>
          isSame(keep, gone, field) ? (
            (keep[field] ?? '') !== '' && (
              <Fragment key={field}>
                <span className="merge-label secondary">{fields.label(field)}</span>
                <span className="merge-both">{say(keep, field)}</span>
              </Fragment>
            )
          ) : (
            <Fragment key={field}>
              <span className="merge-label secondary">{fields.label(field)}</span>
              {[keep, gone].map((row) => (
                <label className="merge-side" key={row.id}>
                  <input
                    type="radio"
                    name={`merge-${field}`}
                    aria-label={`${fields.label(field)}: ${say(row, field)}`}
                    checked={taken.has(field) === (row === gone)}
                    onChange={() => choose(field, row === gone)}
                  />
                  <span>{say(row, field)}</span>
                </label>
              ))}
            </Fragment>
          ),
        )}
        {listJoined(keep, gone).map(({ field, sides, isSame: isShared }) => (
          <Fragment key={field}>
            <span className="merge-label secondary">
              {t(`field.${field}`)} {!isShared && t('merge.both')}
            </span>
            {isShared ? (
              <span className="merge-both">{sides[0].join(' · ')}</span>
            ) : (
              sides.map((things, side) => (
                <span className="merge-things" key={side === 0 ? keep.id : gone.id}>
                  {things.length === 0 ? (
                    <span className="secondary">{t('value.none')}</span>
                  ) : (
                    things.map((one) => <span key={one}>{one}</span>)
                  )}
                </span>
              ))
            )}
          </Fragment>
        ))}
      </div>
      <p className="secondary">{t('merge.follows')}</p>
      <RefusedLine error={merge.error} />
      <div className="form-foot">
        <Button onClick={() => void tellApart()} disabled={merge.isWorking}>
          {t('duplicates.dismiss')}
        </Button>
        <Button type="primary" htmlType="submit" loading={merge.isWorking}>
          {t('merge.merge')}
        </Button>
      </div>
    </form>
  );
}
