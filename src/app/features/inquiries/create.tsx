import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Field } from '../../shared/components/field.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { type Caller, CallerField } from '../../shared/fields/caller-field.tsx';
import { ChannelField } from './channel-field.tsx';
import { CloseNow } from './close-now.tsx';
import { Duplicates } from './duplicates.tsx';
import { ForWhom } from './for-whom.tsx';
import { IntakeChoices } from './intake-choices.tsx';
import { isWorthKeeping } from './intake-values.ts';
import { type Closing, useIntake } from './use-intake.ts';

/** Takes an inquiry: who, how, what; by keyboard alone, with the draft kept. */
export function InquiryCreate() {
  const { t } = useWords();
  const mayCreate = useAllowed('inquiries', 'create');
  if (mayCreate) return <Intake />;
  return (
    <div className="page">
      <PageTitle title={t('action.new_inquiry')} />
      <p>{t('intake.not_allowed')}</p>
    </div>
  );
}

function Intake() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { done } = useNotify();
  const intake = useIntake();
  const { values, change, errors } = intake;
  const [isClosing, setClosing] = useState(false);
  const callerInput = useRef<HTMLInputElement>(null);
  const needInput = useRef<InputRef>(null);
  const form = useRef<HTMLFormElement>(null);
  // Whoever opens this has somebody on the phone: the first key belongs to them, unless a draft says already who it is.
  useEffect(() => (callerInput.current ?? needInput.current)?.focus(), []);
  // The keyboard goes to the first thing that is wrong, once it is said.
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('.intake-wrong input, :is(input, textarea)[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const goToWrong = () => setRefusals((now) => now + 1);
  /** Once the fields are there that it is about. */
  const goToCaller = () => setTimeout(() => callerInput.current?.focus());
  const goToNeed = () => setTimeout(() => needInput.current?.focus());

  // A known resident brings their language and district; what was already chosen for this inquiry stays.
  const broughtBy = (one: Caller) =>
    one.kind === 'known'
      ? { language: values.language === 'en' ? one.language : values.language, district_id: values.district_id ?? one.districtId }
      : {};
  // Whoever was chosen is not typed any more: the next key belongs to what they need.
  const goOn = ({ kind }: Caller) => {
    if (kind === 'known' || kind === 'anonymous') needInput.current?.focus();
  };
  const chooseCaller = (caller: Caller) => {
    change({ caller, ...(values.forWhom ? {} : broughtBy(caller)) });
    goOn(caller);
  };
  const chooseWhom = (forWhom: Caller | null) => {
    change({ forWhom, ...(forWhom ? broughtBy(forWhom) : {}) });
    if (forWhom) goOn(forWhom);
  };

  async function save(closing: Closing | null = null) {
    const taken = await intake.save(closing);
    if (!taken) return goToWrong();
    done(t(taken.is_closed ? 'intake.saved_closed' : 'intake.saved', { number: taken.number }), {
      undo: taken.act,
      onUndone: () => navigate('/inquiries'),
    });
    navigate(`/inquiries/${taken.id}`);
  }

  async function openClosing() {
    const { wrong } = await intake.check();
    intake.setErrors(wrong);
    if (Object.keys(wrong).length === 0) setClosing(true);
    else goToWrong();
  }

  return (
    <form
      className="page intake"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      <div className="page-head">
        <PageTitle title={t('action.new_inquiry')} />
        {isWorthKeeping(values) && (
          <span className="draft-note">
            <Tag tone="river">{t('intake.draft')}</Tag>
            <button
              type="button"
              className="link"
              onClick={() => {
                intake.clear();
                goToCaller();
              }}
            >
              {t('intake.clear')}
            </button>
          </span>
        )}
        {intake.bringBack && (
          <span className="draft-note" role="status">
            {t('intake.cleared')}{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                intake.bringBack?.();
                goToNeed();
              }}
            >
              {t('intake.bring_back')}
            </button>
          </span>
        )}
      </div>
      <div className={errors.caller ? 'intake-wrong' : undefined}>
        <CallerField label={t('intake.who')} value={values.caller} onChange={chooseCaller} inputRef={callerInput} errors={errors} />
        {errors.caller && <p className="field-error">{errors.caller}</p>}
      </div>
      <ForWhom values={values} errors={errors} change={change} onWhom={chooseWhom} />
      <ChannelField value={values.channel} onChange={(channel) => change({ channel })} />
      <Field label={t('intake.need')} error={errors.subject}>
        {(control) => (
          <Input
            {...control}
            ref={needInput}
            size="large"
            autoComplete="off"
            maxLength={300}
            value={values.subject}
            onChange={(event) => change({ subject: event.target.value })}
          />
        )}
      </Field>
      <Duplicates values={values} />
      <Field label={t('intake.details')}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={4}
            maxLength={20_000}
            value={values.body}
            onChange={(event) => change({ body: event.target.value })}
          />
        )}
      </Field>
      <IntakeChoices
        topic_id={values.topic_id}
        district_id={values.district_id}
        language={values.language}
        assigned_to={values.assigned_to}
        topicError={errors.topic_id}
        change={change}
      />
      <Field label={t('field.location')} hint={t('intake.location_hint')}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={500}
            value={values.location}
            onChange={(event) => change({ location: event.target.value })}
          />
        )}
      </Field>
      <RefusedLine error={intake.error} />
      <div className="intake-foot">
        <Button size="large" onClick={() => void openClosing()} disabled={intake.isWorking}>
          {t('intake.close_now')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={intake.isWorking}>
          {t('intake.save')}
        </Button>
      </div>
      {isClosing && (
        <CloseNow
          values={values}
          isWorking={intake.isWorking}
          error={intake.error}
          onCancel={() => setClosing(false)}
          onClose={(closing) => void save(closing)}
        />
      )}
    </form>
  );
}
