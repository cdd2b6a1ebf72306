import '../../styles/referrals.css';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { ReferralFacts, SharedField } from '../../../domain/referrals/referral.ts';
import { readDraft, writeDraft } from '../../providers/drafts.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { refusalText } from '../refusal-text.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { emptyRefer, type ReferField, ReferForm, type ReferValues, referFieldOfHint, toReferral } from './refer-form.tsx';
import { type ReferralSource, useChoices, useReferralActs } from './use-referrals.ts';

type ReferDialogProps = {
  record: ReferralSource;
  /** A draft that is changed. */
  draft?: ReferralFacts;
  /** A refused one that goes on. */
  previous?: ReferralFacts;
  /** What was chosen before this was opened: it goes before what was typed earlier. */
  chosen?: Pick<ReferValues, 'receiver' | 'program' | 'email'>;
  onClose: () => void;
  onSaved?: (id: string) => void;
};

/** Hands a record over: who gets it, what is asked, what they are told. The consent is asked next. What was typed stays until it is saved. */
export function ReferDialog({ record, draft, previous, chosen, onClose, onSaved }: ReferDialogProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useReferralActs();
  const choices = useChoices(record.table, record.id);
  const key = `referral.${draft?.id ?? previous?.id ?? record.id}`;
  const [values, setValues] = useState<ReferValues>(() => ({ ...emptyRefer(draft, previous), ...readDraft<ReferValues>(key), ...chosen }));
  const [wrong, setWrong] = useState<Partial<Record<ReferField, string>>>({});
  const [saved, setSaved] = useState<string | null>(null);
  if (saved) return <ConsentDialog id={saved} onClose={onClose} />;
  const change = (patch: Partial<ReferValues>) =>
    setValues((now) => {
      const next = { ...now, ...patch };
      writeDraft(key, next);
      return next;
    });
  const refusal = acts.error ? toRefusal(acts.error) : null;
  const refused = refusal?.field ? referFieldOfHint[refusal.field] : undefined;
  const errors = refused && refusal ? { ...wrong, [refused]: refusalText(refusal, t) } : wrong;
  const known = choices?.fields.map(({ field }) => field) ?? [];

  async function save(goesOn: boolean) {
    const topic = values.topic_id ?? choices?.topic_id ?? null;
    const found: typeof wrong = {
      ...(values.receiver ? {} : { receiver: t('refusal.referral_organization') }),
      ...(values.request.trim() ? {} : { request: t('refusal.referral_request') }),
      ...(topic ? {} : { topic: t('refusal.referral_topic') }),
    };
    setWrong(found);
    acts.clear();
    if (Object.keys(found).length > 0) {
      setTimeout(() => document.querySelector<HTMLElement>('.refer-form [aria-invalid="true"], .refer-form [role="combobox"]')?.focus());
      return;
    }
    const source = record.table === 'inquiries' ? { inquiry_id: record.id } : { event_id: record.id };
    const shared = values.shared.filter((field) => known.includes(field));
    const p_referral = {
      ...toReferral({ ...values, topic_id: topic, shared }),
      ...(draft ? {} : previous ? { previous_id: previous.id } : source),
    };
    const answer = await acts.rpc<string>(
      'save_referral',
      draft ? { p_referral, p_id: draft.id, p_version: draft.referral.version } : { p_referral },
      ({ act, answer: id }) => {
        writeDraft(key, null);
        if (goesOn) return setSaved(id);
        onClose();
        done(t('referral.draft_saved'), { undo: act });
      },
    );
    if (answer && !goesOn) onSaved?.(answer.answer);
  }
  const shared: SharedField[] = values.shared.filter((field) => known.includes(field));
  return (
    <Modal
      open
      title={t(draft ? 'referral.edit' : previous ? 'referral.refer_on' : 'referral.new')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      width={680}
    >
      <form
        className="dialog-form refer-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(true);
        }}
      >
        {choices ? (
          <ReferForm values={{ ...values, shared }} choices={choices} onChange={change} errors={errors} />
        ) : (
          <RowSkeleton rows={4} />
        )}
        {!refused && <RefusedLine error={acts.error} />}
        <div className="dialog-foot">
          <Button onClick={() => void save(false)} disabled={acts.isWorking || !choices}>
            {t('referral.keep_draft')}
          </Button>
          <Button type="primary" htmlType="submit" loading={acts.isWorking} disabled={!choices}>
            {t('referral.to_consent')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
