import '../../styles/subscriptions.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { useState } from 'react';
import type { ChannelRecord } from '../../../domain/subscriptions/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { Refused } from '../components/refused.tsx';
import { Tag } from '../components/tag.tsx';
import { ChannelDialog } from './channel-dialog.tsx';
import { Ledger } from './ledger.tsx';

/** Whether somebody may be called, texted or written to by post, and how they said so. */
export function ChannelConsents({ residentId }: { residentId: string }) {
  const { t } = useWords();
  const mayEdit = useAllowed('residents', 'edit');
  const [isSaying, setSaying] = useState(false);
  const { query } = useCustom<ChannelRecord>({
    url: 'channel_record',
    method: 'post',
    config: { payload: { p_resident: residentId } },
    errorNotification: false,
    queryOptions: { meta: { live: ['channel_consents'] }, placeholderData: (previous: unknown) => previous as never },
  });
  const record = query.data?.data;
  const wordOf = (isAgreed: boolean | null) =>
    t(isAgreed === null ? 'consent.channel_unsaid' : isAgreed ? 'consent.channel_agreed' : 'consent.channel_refused');
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!record?.channels) return null;
  return (
    <div className="consent">
      <h3>{t('consent.channels')}</h3>
      <ul className="consent-lists">
        {record.channels.map(({ channel, is_agreed }) => (
          <li key={channel}>
            {t(`consent.channel.${channel}`)}{' '}
            <Tag tone={is_agreed === null ? 'plain' : is_agreed ? 'green' : 'brick'}>{wordOf(is_agreed)}</Tag>
          </li>
        ))}
      </ul>
      {mayEdit && (
        <p>
          <Button onClick={() => setSaying(true)}>{t('consent.channel_record')}</Button>
        </p>
      )}
      {record.ledger.length > 0 && <Ledger entries={record.ledger} />}
      {isSaying && <ChannelDialog residentId={residentId} onClose={() => setSaying(false)} />}
    </div>
  );
}
