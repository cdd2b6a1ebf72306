import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { type CampaignRecord, sortMessages } from '../../../../domain/campaigns/campaign.ts';
import { detectableRise } from '../../../../domain/campaigns/trial.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useCampaignActs } from '../actions.ts';
import { usePreview } from './use-sending.ts';

/** How many of a hundred usually answer a city's letter: what the word on sample size begins from. */
const usual = 0.02;

/** Whether two subjects are tried, on how many, and what such a trial can tell. */
export function TrialForm({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { languages } = useReferences();
  const acts = useCampaignActs();
  const messages = sortMessages(campaign.messages, campaign.fallback_language);
  const [isOn, setOn] = useState(campaign.ab_share !== null);
  const [share, setShare] = useState(String(campaign.ab_share ?? 10));
  const [subjects, setSubjects] = useState<Record<string, string>>(() =>
    Object.fromEntries(messages.map(({ language, subject_b }) => [language, subject_b ?? ''])),
  );
  const [isTried, setTried] = useState(false);
  const percent = /^\d{1,2}$/.test(share.trim()) ? Number(share.trim()) : Number.NaN;
  const isShare = percent >= 5 && percent <= 50;
  const lacks = (language: string) => (subjects[language] ?? '').trim() === '';
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.name ?? code;

  async function save() {
    setTried(true);
    if (isOn && (!isShare || messages.some(({ language }) => lacks(language)))) return;
    await acts.save(
      campaign.id,
      campaign.version,
      isOn
        ? {
            ab_share: percent,
            messages: campaign.messages.map(({ language }) => ({ language, subject_b: subjects[language]?.trim() ?? null })),
          }
        : { ab_share: null },
      ({ act }) => done(t(isOn ? 'sending.trial.saved' : 'sending.trial.off_saved'), { undo: act }),
    );
  }
  return (
    <section className="sending-part" aria-label={t('sending.trial')}>
      <h2>{t('sending.trial')}</h2>
      <p className="secondary">{t('sending.trial.lead')}</p>
      <form
        className="trial-form"
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void save();
        }}
      >
        <Checkbox checked={isOn} onChange={(event) => setOn(event.target.checked)}>
          {t('sending.trial.on')}
        </Checkbox>
        {isOn && (
          <>
            <Field
              label={t('sending.trial.share')}
              hint={t('sending.trial.share_hint')}
              error={isTried && !isShare ? t('sending.trial.wrong_share') : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  className="schedule-number"
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={2}
                  value={share}
                  onChange={(event) => setShare(event.target.value)}
                />
              )}
            </Field>
            {messages.map(({ language, subject }) => (
              <div key={language} className="trial-subjects">
                <p>
                  <span className="secondary">{t('sending.trial.subject_a', { language: nameOf(language) })}</span>
                  <br />
                  <span lang={language}>{subject || t('campaign_list.no_subject')}</span>
                </p>
                <Field
                  label={t('sending.trial.subject_b', { language: nameOf(language) })}
                  error={isTried && lacks(language) ? t('sending.trial.wrong_subject') : undefined}
                >
                  {(control) => (
                    <Input
                      {...control}
                      lang={language}
                      autoComplete="off"
                      maxLength={300}
                      value={subjects[language]}
                      onChange={(event) => setSubjects((old) => ({ ...old, [language]: event.target.value }))}
                    />
                  )}
                </Field>
              </div>
            ))}
            {isShare && <SampleSize campaign={campaign} percent={percent} />}
            <p className="secondary">{t('sending.trial.measure')}</p>
          </>
        )}
        <RefusedLine error={acts.error} />
        {(isOn || campaign.ab_share !== null) && (
          <div>
            <Button htmlType="submit" loading={acts.isWorking}>
              {t('sending.trial.save')}
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}

/** An honest word: with so many people, what could be told from chance. */
function SampleSize({ campaign, percent }: { campaign: CampaignRecord; percent: number }) {
  const { t, format } = useWords();
  const { preview } = usePreview(campaign.id);
  if (!preview) return null;
  const people = Math.floor((preview.count * percent) / 100);
  const rise = detectableRise(people, usual);
  return (
    <p role="status">
      {people < 100 || rise === null
        ? t('sending.trial.size_small', { people: format.number(people) })
        : t('sending.trial.size', {
            people: format.number(people),
            base: format.number(usual * 100),
            rise: format.decimal(rise * 100),
          })}
    </p>
  );
}
