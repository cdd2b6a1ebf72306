import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { isWithReceiver, type ReferralFacts } from '../../../domain/referrals/referral.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useReferralActs } from '../../shared/referrals/use-referrals.ts';
import type { Asked } from './act-values.ts';
import { PageLink } from './page-link.tsx';

const ActDialog = lazy(async () => ({ default: (await import('./act-dialog.tsx')).ActDialog }));
const ReferDialog = lazy(async () => ({ default: (await import('../../shared/referrals/refer-dialog.tsx')).ReferDialog }));
const ConsentDialog = lazy(async () => ({ default: (await import('../../shared/referrals/consent-dialog.tsx')).ConsentDialog }));

type Dialog = Asked | 'edit' | 'consent' | 'refer_on';

/** The likely next step as a button, the others in words. */
function waysOf({ referral: one, next }: ReferralFacts): { main: Dialog | null; ways: Dialog[] } {
  if (one.status === 'draft') return { main: 'consent', ways: ['edit'] };
  if (one.status === 'declined') return next ? { main: null, ways: ['note'] } : { main: 'refer_on', ways: ['outcome', 'reopen', 'note'] };
  if (!isWithReceiver(one.status)) return { main: null, ways: ['reopen', 'note'] };
  const again: Dialog[] = one.delivery === 'service_request' ? [] : ['resend'];
  if (one.asked_at) return { main: 'answer', ways: ['accept', 'outcome', 'decline', 'note', ...again, 'withdraw'] };
  if (one.status === 'accepted') return { main: 'outcome', ways: ['progress', 'ask', 'note', ...again, 'withdraw'] };
  return { main: 'accept', ways: ['decline', 'ask', 'outcome', 'note', ...again, 'withdraw'] };
}

export function ReferralVerbs({ facts }: { facts: ReferralFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayEdit = useAllowed('referrals', 'edit');
  const acts = useReferralActs();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  if (!mayEdit) return <p className="secondary">{t('referral.read_only')}</p>;
  const { main, ways } = waysOf(facts);
  const { referral: one, clock } = facts;
  const close = () => setDialog(null);
  const open = (which: Dialog) => {
    acts.clear();
    setDialog(which);
  };
  const record = one.inquiry_id
    ? ({ table: 'inquiries', id: one.inquiry_id } as const)
    : ({ table: 'events', id: one.event_id ?? '' } as const);
  const drop = () =>
    acts.rpc('withdraw_referral', { p_id: facts.id, p_version: one.version }, ({ act }) => {
      navigate(`/${record.table}/${record.id}`);
      done(t('referral.dropped'), { undo: act });
    });
  const know = () => acts.rpc('acknowledge_referral', { p_id: facts.id }, ({ act }) => done(t('referral.known'), { undo: act }));
  const isEscalated = clock?.is_late && one.escalated_at && !one.acknowledged_at;
  return (
    <div className="verbs">
      {main && (
        <Button type="primary" block onClick={() => open(main)}>
          {t(`referral.verb.${main}`)}
        </Button>
      )}
      {isEscalated && (
        <Button block loading={acts.isWorking} onClick={() => void know()}>
          {t('referral.know')}
        </Button>
      )}
      <div className="verb-links">
        {ways.map((way) => (
          <button key={way} type="button" className={way === 'withdraw' ? 'link link-brick' : 'link'} onClick={() => open(way)}>
            {t(`referral.verb.${way}`)}
          </button>
        ))}
        {one.status === 'draft' && (
          <button type="button" className="link link-brick" disabled={acts.isWorking} onClick={() => void drop()}>
            {t('referral.verb.drop')}
          </button>
        )}
      </div>
      {facts.page_is_open && isWithReceiver(one.status) && <PageLink id={facts.id} />}
      {dialog === null && <RefusedLine error={acts.error} />}
      <Suspense>
        {dialog === 'consent' && <ConsentDialog id={facts.id} onClose={close} />}
        {dialog === 'edit' && <ReferDialog record={record} draft={facts} onClose={close} />}
        {dialog === 'refer_on' && (
          <ReferDialog record={record} previous={facts} onClose={close} onSaved={(id) => navigate(`/referrals/${id}`)} />
        )}
        {dialog !== null && dialog !== 'consent' && dialog !== 'edit' && dialog !== 'refer_on' && (
          <ActDialog key={dialog} act={dialog} facts={facts} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}
