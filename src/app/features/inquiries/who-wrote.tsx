import '../../styles/mails.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { TextField } from '../../shared/fields/text-field.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { useInquiryActs } from './actions.ts';
import type { InquiryRecord } from './use-inquiry.ts';

type Sender = { address: string; name: string | null; residents: { id: string; name: string }[] };

/** Of a mail from somebody whom the office does not know, or whose address several share: asks who it is. */
export function WhoWrote({ inquiry }: { inquiry: InquiryRecord }) {
  const mayEdit = useAllowed('inquiries', 'edit');
  const isAsked = mayEdit && inquiry.resident === null && inquiry.channel === 'email';
  const { query } = useCustom<Sender>({
    url: 'mail_sender',
    method: 'post',
    config: { payload: { p_id: inquiry.id } },
    errorNotification: false,
    queryOptions: { enabled: isAsked, meta: { live: ['mails', 'resident_emails'] } },
  });
  const sender = query.data?.data;
  // What comes below stays where it is.
  if (isAsked && query.isLoading) return <div className="who-wrote who-wrote-busy" aria-busy="true" />;
  return isAsked && sender?.address ? <Asked inquiry={inquiry} sender={sender} /> : null;
}

function Asked({ inquiry, sender }: { inquiry: InquiryRecord; sender: Sender }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useInquiryActs(inquiry);
  const [name, setName] = useState(sender.name ?? '');
  const refusal = acts.error === null ? null : toRefusal(acts.error);
  const isOfName = refusal?.field === 'sender_name';
  async function say(resident: string | null) {
    const act = await acts.nameSender(resident, name);
    if (act) done(t('sender.done'), { undo: act });
  }
  return (
    <section className="who-wrote" aria-label={t('sender.heading')}>
      <h2>{t('sender.heading')}</h2>
      <p>{t('sender.wrote', { name: sender.name ?? sender.address, address: sender.address })}</p>
      {sender.residents.length > 0 && (
        <p className="who-wrote-ways">
          {sender.residents.map((one) => (
            <Button key={one.id} disabled={acts.isWorking} onClick={() => void say(one.id)}>
              {t('sender.is', { name: one.name })}
            </Button>
          ))}
        </p>
      )}
      <form
        className="who-wrote-new"
        onSubmit={(event) => {
          event.preventDefault();
          void say(null);
        }}
      >
        <TextField
          label={t('sender.name')}
          maxLength={200}
          value={name}
          error={isOfName ? refusalText(refusal, t) : undefined}
          onChange={setName}
        />
        <Button htmlType="submit" loading={acts.isWorking}>
          {t('sender.new')}
        </Button>
      </form>
      {!isOfName && <RefusedLine error={acts.error} />}
    </section>
  );
}
