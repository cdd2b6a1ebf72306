import '../../styles/referrals.css';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { type Consent, consents, type ReferralChoices, type ReferralFacts } from '../../../domain/referrals/referral.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { Refused, RefusedLine } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { useOptions } from '../fields/use-options.ts';
import { refusalText } from '../refusal-text.ts';
import { consentSentence } from './consent-sentence.ts';
import { useSharedWords } from './shared-words.ts';
import { useChoices, useReferral, useReferralActs } from './use-referrals.ts';

/** Asks the resident: what is told to whom, to read aloud; how they agreed; and sends it. */
export function ConsentDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords();
  const { facts, error, retry } = useReferral(id);
  const choices = useChoices('referrals', id);
  return (
    <Modal open title={t('referral.consent_title')} footer={null} onCancel={onClose} destroyOnHidden width={680}>
      {error && !facts ? (
        <Refused error={error} onRetry={retry} />
      ) : facts && choices ? (
        <ConsentForm facts={facts} choices={choices} onClose={onClose} />
      ) : (
        <RowSkeleton rows={4} />
      )}
    </Modal>
  );
}

function ConsentForm({ facts, choices, onClose }: { facts: ReferralFacts; choices: ReferralChoices; onClose: () => void }) {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const acts = useReferralActs();
  const words = useSharedWords();
  const { languages } = useOptions({ language: facts.referral.language });
  const told = choices.fields.filter(({ field }) => facts.referral.shared_fields.includes(field));
  const isPersonal = told.some((one) => one.is_personal);
  const [how, setHow] = useState<Consent | null>(isPersonal ? null : 'not_needed');
  const [language, setLanguage] = useState<string | null>(facts.referral.language);
  const [isTried, setTried] = useState(false);
  const spoken = language === 'es' ? 'es' : language === 'en' ? 'en' : locale;
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const isAtLanguage = refusal?.field === 'consent_language';

  async function send() {
    setTried(true);
    if (!how) return;
    await acts.rpc('send_referral', { p_id: facts.id, p_version: facts.referral.version, p_consent: { how, language } }, ({ act }) => {
      onClose();
      done(t('referral.sent', { name: facts.organization.name }), { undo: act });
    });
  }
  return (
    <form
      className="dialog-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <dl className="facts">
        {told.length === 0 && <p>{t('referral.told_nothing')}</p>}
        {told.map(({ field, value }) => (
          <div key={field}>
            <dt>{t(`referral.field.${field}`)}</dt>
            <dd>{words.value(field, value)}</dd>
          </div>
        ))}
      </dl>
      {isPersonal && (
        <>
          <ChoiceField
            label={t('referral.asked_in')}
            value={language}
            options={languages}
            onChange={setLanguage}
            error={isAtLanguage && refusal ? refusalText(refusal, t) : undefined}
          />
          <blockquote className="consent-words" lang={spoken}>
            {consentSentence(
              spoken,
              facts.organization.name,
              told.map(({ field }) => field),
            )}
          </blockquote>
          {language !== spoken && <p className="secondary">{t('referral.read_through_interpreter')}</p>}
        </>
      )}
      <fieldset className="share-choice" aria-describedby={isTried && !how ? 'consent-wrong' : undefined}>
        <legend>{t('referral.agreed')}</legend>
        <Radio.Group value={how} onChange={({ target }) => setHow(target.value as Consent)}>
          {consents
            .filter((one) => isPersonal !== (one === 'not_needed'))
            .map((one) => (
              <Radio key={one} value={one}>
                {t(`referral.consent.${one}`)}
              </Radio>
            ))}
        </Radio.Group>
        {isTried && !how && (
          <p id="consent-wrong" className="field-error">
            {t('refusal.consent_how')}
          </p>
        )}
      </fieldset>
      {!isAtLanguage && <RefusedLine error={acts.error} />}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t('referral.not_yet')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.isWorking}>
          {t('referral.send')}
        </Button>
      </div>
    </form>
  );
}
