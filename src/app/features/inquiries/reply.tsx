import '../../styles/mails.css';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { isOver } from '../../../domain/inquiries/status.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import type { InquiryRecord } from './use-inquiry.ts';
import { useReply } from './use-reply.ts';

const ReplyForm = lazy(async () => ({ default: (await import('./reply-form.tsx')).ReplyForm }));

/** Answers the resident by e-mail, from the record. What was begun is there again after a reload. */
export function Reply({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const { done } = useNotify();
  const mayEdit = useAllowed('inquiries', 'edit');
  const mayWrite = mayEdit && !isOver(inquiry.status);
  const reply = useReply(inquiry, mayWrite);
  const [isBegun, setBegun] = useState(false);
  if (!mayWrite) return null;
  if (!reply.values)
    return (
      <div className="reply-begin">
        <Button
          onClick={() => {
            setBegun(true);
            void reply.begin();
          }}
          loading={reply.isWorking}
        >
          {t('reply.open')}
        </Button>
        <RefusedLine error={reply.error} />
      </div>
    );
  async function send() {
    const act = await reply.send();
    if (act) done(t('reply.queued'), { undo: act });
  }
  return (
    <Suspense fallback={<RowSkeleton rows={3} />}>
      <ReplyForm inquiry={inquiry} reply={reply} values={reply.values} isBegun={isBegun} onSend={() => void send()} />
    </Suspense>
  );
}
