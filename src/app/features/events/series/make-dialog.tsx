import '../../../styles/series.css';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useSeriesActs } from './acts.ts';
import { RecurrenceField } from './recurrence-field.tsx';
import { problemOfChoice, type Recurrence, type Start } from './recurrence-values.ts';
import { loadSeries } from './use-series-dates.ts';
import { useSaySeriesDone } from './words.ts';

type SeriesMakeDialogProps = {
  event: { id: string; title: string; version: number; starts_at: string; ends_at: string; time_zone: string };
  onClose: () => void;
};

/** An event that is planned already becomes the first of a series. */
export function SeriesMakeDialog({ event, onClose }: SeriesMakeDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useSeriesActs();
  const say = useSaySeriesDone();
  const [start, setStart] = useState<Start | null>(null);
  const [recurrence, setRecurrence] = useState<Recurrence | null>(null);
  const [isAsked, setAsked] = useState(false);
  const { starts_at, ends_at, time_zone } = event;
  useEffect(() => {
    void loadSeries().then(({ toZoned }) =>
      setStart({
        local: toZoned(starts_at, time_zone).local.slice(0, 16),
        minutes: Math.round((Date.parse(ends_at) - Date.parse(starts_at)) / 60_000),
        timeZone: time_zone,
      }),
    );
  }, [starts_at, ends_at, time_zone]);
  async function submit() {
    setAsked(true);
    if (!recurrence || !start || acts.isWorking || problemOfChoice(recurrence.choice)) return;
    const made = await acts.create({ id: event.id, version: event.version }, recurrence, start);
    if (!made) return;
    done(say(made.answer), { undo: made.act });
    onClose();
  }
  return (
    <Modal open title={t('series.make_title', { title: event.title })} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        <RecurrenceField
          value={recurrence}
          onChange={setRecurrence}
          start={start}
          mustRecur
          error={isAsked && !recurrence ? t('series.choose') : undefined}
        />
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t('series.make')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
