import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useMailingLists } from '../use-campaign.ts';
import { ListField, listFor } from './list-field.tsx';
import { useDayWords } from './use-day-words.ts';
import { type Journey, useJourneyActs } from './use-journeys.ts';
import { missingIn, type Templates } from './use-templates.ts';

/** Makes drafts of letters that are written already, for the office to read and change. */
export function BeginDialog({ journey, ours, onClose }: { journey: Journey; ours: Templates; onClose: () => void }) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const acts = useJourneyActs();
  const day = useDayWords();
  const all = useMailingLists();
  const lists = (all ?? []).filter(({ is_active }) => is_active);
  const { error, retry } = ours;
  const missing = missingIn(journey, ours.all);
  const [left, setLeft] = useState<number[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const { kind } = journey;
  const offered = missing ?? [];
  const made = offered.filter(({ days }) => !left.includes(days));
  const list = chosen ?? listFor(journey, lists);
  const hasList = kind === 'inquiry_closed' || list !== null;

  async function begin() {
    setTried(true);
    if (made.length === 0 || !hasList) return;
    const values = { p_kind: kind, p_steps: made, ...(kind === 'inquiry_closed' ? {} : { p_list: list }) };
    const saved = await acts.rpc<string[]>('add_journey_steps', values, ({ act }) => done(tn('journeys.made', made.length), { undo: act }));
    if (saved) onClose();
  }
  return (
    <Modal open width={560} title={t('journeys.begin_title')} footer={null} onCancel={onClose} maskClosable={false} destroyOnHidden>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void begin();
        }}
      >
        <p>{t('journeys.begin_lead')}</p>
        {error !== null && <Refused error={error} onRetry={retry} />}
        {missing === null && error === null && <RowSkeleton rows={2} />}
        {missing?.length === 0 && <p className="secondary">{t('journeys.begin_none')}</p>}
        {offered.length > 0 && (
          <fieldset className="journey-choices">
            <legend className="field-label">{t('journeys.begin_which')}</legend>
            {offered.map((step) => {
              const spoken = step.messages.map((one) => languages.find(({ code }) => code === one.language)?.name ?? one.language);
              return (
                <Checkbox
                  key={step.days}
                  checked={!left.includes(step.days)}
                  onChange={({ target }) => setLeft(target.checked ? left.filter((one) => one !== step.days) : [...left, step.days])}
                >
                  {step.name}
                  <span className="secondary journey-choice-day">{[day(kind, step.days), spoken.join(', ')].join(' · ')}</span>
                </Checkbox>
              );
            })}
            {isTried && made.length === 0 && <p className="field-error">{t('journeys.begin_missing')}</p>}
          </fieldset>
        )}
        {kind === 'inquiry_closed' ? (
          <p className="secondary">{t('journeys.list_closed')}</p>
        ) : (
          <ListField lists={lists} value={list} error={isTried && !hasList ? t('journeys.list_missing') : undefined} onChange={setChosen} />
        )}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking} disabled={offered.length === 0}>
            {tn('journeys.make', made.length)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
