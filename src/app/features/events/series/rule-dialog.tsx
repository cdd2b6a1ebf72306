import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { choiceOf } from '../../../../domain/events/rule.ts';
import type { Scope } from '../../../../domain/events/series-change.ts';
import { dateOfInstant } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useSeriesActs } from './acts.ts';
import { RecurrenceField } from './recurrence-field.tsx';
import { choicesFor, keyOf, problemOfChoice, type Recurrence, type Start } from './recurrence-values.ts';
import { ScopeChoice } from './scope-choice.tsx';
import type { SeriesScope } from './use-series.ts';
import { loadSeries } from './use-series-dates.ts';
import { useSaySeriesDone } from './words.ts';

type SeriesRuleDialogProps = {
  event: {
    id: string;
    title: string;
    version: number;
    occurrence_at: string | null;
    starts_at: string;
    ends_at: string;
    time_zone: string;
  };
  scope: SeriesScope;
  onClose: () => void;
};

/** Another way of repeating, from this event on or for all of the series. */
export function SeriesRuleDialog({ event, scope, onClose }: SeriesRuleDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useSeriesActs();
  const say = useSaySeriesDone();
  const { series } = scope;
  const [which, setWhich] = useState<Exclude<Scope, 'this'>>('following');
  const [start, setStart] = useState<Start | null>(null);
  const [recurrence, setRecurrence] = useState<Recurrence | null>(() => read(scope));
  // The rule counts from where it begins: from this event, or from the first of all.
  useEffect(() => {
    let isStale = false;
    void loadSeries().then(({ toZoned }) => {
      const local = which === 'all' ? series.starts_local : toZoned(event.occurrence_at ?? event.starts_at, series.time_zone).local;
      if (!isStale) setStart({ local: local.slice(0, 16), minutes: series.duration_minutes, timeZone: series.time_zone });
    });
    return () => {
      isStale = true;
    };
  }, [which, series, event.occurrence_at, event.starts_at]);

  async function submit() {
    if (!recurrence || !start || acts.isWorking || problemOfChoice(recurrence.choice)) return;
    const made = await acts.change(
      { id: event.id, version: event.version, occurrence_at: event.occurrence_at ?? event.starts_at },
      series,
      which,
      {},
      { start, recurrence },
    );
    if (!made) return;
    done(say(made.answer), { undo: made.act });
    onClose();
  }
  return (
    <Modal open title={t('series.rule_title')} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        <ScopeChoice
          scope={scope}
          value={which}
          onChange={(next) => next !== 'this' && setWhich(next)}
          offered={['following', 'all']}
          moves
        />
        <RecurrenceField value={recurrence} onChange={setRecurrence} start={start} mustRecur />
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!recurrence} loading={acts.isWorking}>
            {t('series.rule_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The rule of a series as a choice; null where no choice makes it: then one has to be made. */
function read({ series }: SeriesScope): Recurrence | null {
  const choice = choiceOf(series.rule, (instant) => dateOfInstant(instant, series.time_zone));
  if (!choice) return null;
  const offered = choicesFor(series.starts_local.slice(0, 10));
  const isUsual = offered.some((one) => keyOf(one) === keyOf(choice));
  return { choice, isCustom: !isUsual, skipsHolidays: series.skips_holidays };
}
