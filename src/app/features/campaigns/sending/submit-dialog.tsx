import { Button, Modal } from 'antd';
import { Link } from 'react-router';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { useCheckWords } from '../check-words.ts';
import { useSubmit } from './use-submit.ts';

type SubmitDialogProps = { campaign: CampaignRecord; onClose: () => void };

/** The letter is checked in every language before somebody else is asked to read it. */
export function SubmitDialog({ campaign, onClose }: SubmitDialogProps) {
  const { t, tn, locale } = useWords();
  const { languages } = useReferences();
  const say = useCheckWords();
  const { checks, unread, retry, error, isWorking, submit } = useSubmit(campaign);
  const errors = checks?.filter(({ level }) => level === 'error') ?? [];
  // Languages that some readers miss are one thing to look at, however many they are.
  const missing = checks?.filter(({ code }) => code === 'language_missing') ?? [];
  const warnings = checks?.filter(({ level, code }) => level === 'warning' && code !== 'language_missing') ?? [];
  const nameOf = (code: unknown) => languages.find((one) => one.code === code)?.name ?? String(code ?? '');
  const toLookAt = warnings.length + (missing.length > 0 ? 1 : 0);
  async function ask() {
    if (await submit()) onClose();
  }
  return (
    <Modal open title={t('sending.submit.title', { name: campaign.name })} footer={null} onCancel={onClose} width={560} destroyOnHidden>
      <div className="dialog-form">
        <div role="status">
          {!checks && !unread && <p>{t('sending.submit.checking')}</p>}
          {checks?.length === 0 && <p>{t('sending.submit.clean')}</p>}
          {errors.length > 0 && <p>{tn('sending.submit.errors', errors.length)}</p>}
          {errors.length === 0 && toLookAt > 0 && <p>{tn('sending.submit.warnings', toLookAt)}</p>}
        </div>
        {unread !== null && <Refused error={unread} onRetry={retry} />}
        {!checks && unread === null && <RowSkeleton rows={2} />}
        {checks && checks.length > 0 && (
          <ul className="submit-checks">
            {[...errors, ...warnings].map((check) => (
              <li key={JSON.stringify(check)} className={`check-${check.level}`}>
                {say(check)}
              </li>
            ))}
            {missing.length > 0 && (
              <li className="check-warning">
                {t('sending.submit.languages', {
                  languages: new Intl.ListFormat(locale).format(missing.map(({ language, values }) => nameOf(language ?? values.language))),
                })}
              </li>
            )}
          </ul>
        )}
        <RefusedLine error={error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          {errors.length > 0 ? (
            <Link to="?" onClick={onClose}>
              {t('sending.submit.to_letter')}
            </Link>
          ) : (
            checks && (
              <Button type="primary" autoFocus loading={isWorking} onClick={() => void ask()}>
                {t('sending.verb.submit')}
              </Button>
            )
          )}
        </div>
      </div>
    </Modal>
  );
}
