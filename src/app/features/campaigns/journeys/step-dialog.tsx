import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { dayProblem, stepDays } from '../../../../domain/campaigns/journeys.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useMailingLists } from '../use-campaign.ts';
import { DaysField, readDays, typedDays } from './days-field.tsx';
import { ListField, listFor } from './list-field.tsx';
import { type Journey, type JourneyStep, useJourneyActs } from './use-journeys.ts';

type StepDialogProps = { journey: Journey /** The letter to move; null adds one. */; step: JourneyStep | null; onClose: () => void };

/** Adds an empty letter to a journey, or moves one to another day. */
export function StepDialog({ journey, step, onClose }: StepDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const acts = useJourneyActs();
  const lists = (useMailingLists() ?? []).filter(({ is_active }) => is_active);
  const { kind } = journey;
  const [days, setDays] = useState(() => (step ? typedDays(step.days) : { text: '', isBefore: kind === 'event_sequence' }));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const read = readDays(days);
  const others = journey.steps.filter((one) => one !== step).map((one) => one.days);
  const problem = dayProblem(kind, read, others);
  const list = chosen ?? listFor(journey, lists);
  const needsList = !step && kind !== 'inquiry_closed';
  const isNameless = !step && name.trim() === '';

  async function save() {
    setTried(true);
    if (problem || isNameless || (needsList && list === null)) {
      setTimeout(() => document.querySelector<HTMLElement>('.journey-form [aria-invalid="true"]')?.focus());
      return;
    }
    if (step) {
      const told = t('journeys.moved', { name: step.campaign.name });
      if (await acts.rpc('set_journey_step', { p_id: step.id, p_days: read }, ({ act }) => done(told, { undo: act }))) onClose();
      return;
    }
    const values = { p_kind: kind, p_steps: [{ days: read, name: name.trim(), messages: [] }], ...(needsList ? { p_list: list } : {}) };
    const saved = await acts.rpc<string[]>('add_journey_steps', values, ({ act }) =>
      done(t('journeys.added', { name: name.trim() }), { undo: act, onUndone: () => void navigate('/campaigns/journeys') }),
    );
    // What was added says nothing yet: it is written where letters are written.
    if (saved) navigate(`/campaigns/${saved.answer[0]}`);
  }
  return (
    <Modal
      open
      width={520}
      title={step ? t('journeys.move_title', { name: step.campaign.name }) : t('journeys.add')}
      footer={null}
      onCancel={onClose}
      maskClosable={false}
      destroyOnHidden
    >
      <form
        className="dialog-form journey-form"
        noValidate
        onSubmit={(pressed) => {
          pressed.preventDefault();
          void save();
        }}
      >
        {!step && (
          <Field
            label={t('journeys.name')}
            hint={t('campaign.name_hint')}
            error={isTried && isNameless ? t('journeys.wrong_name') : undefined}
          >
            {(control) => (
              <Input
                {...control}
                autoFocus
                autoComplete="off"
                maxLength={200}
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
        )}
        <DaysField
          kind={kind}
          value={days}
          error={
            isTried && problem
              ? t(problem === 'taken' ? 'journeys.wrong_taken' : `journeys.wrong_range.${kind}`, {
                  most: kind === 'event_sequence' && days.isBefore ? -stepDays[kind].least : stepDays[kind].most,
                })
              : undefined
          }
          onChange={setDays}
        />
        {needsList && (
          <ListField lists={lists} value={list} error={isTried && !list ? t('journeys.list_missing') : undefined} onChange={setChosen} />
        )}
        {step && journey.is_on && <p className="secondary">{t('journeys.move_on')}</p>}
        <RefusedLine error={acts.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking}>
            {t(step ? 'journeys.move_save' : 'journeys.add_save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
