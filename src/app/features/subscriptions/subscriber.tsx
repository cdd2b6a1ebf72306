import '../../styles/record.css';
import { useOne } from '@refinedev/core';
import { Link, useParams } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { ConsentOfAddress } from '../../shared/subscriptions/consent-of-address.tsx';
import { useConsentRecord } from '../../shared/subscriptions/use-consent-record.ts';

/** One address: what it gets, whose it is, how each choice came. */
export function SubscriberShow() {
  const { id = '' } = useParams();
  const { query } = useOne<{ id: string; address: string }>({
    resource: 'subscribers',
    id,
    meta: { select: 'id,address' },
    errorNotification: false,
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  const address = query.data?.data.address;
  if (!address) return <RowSkeleton rows={6} />;
  return <Subscriber id={id} address={address} />;
}

function Subscriber({ id, address }: { id: string; address: string }) {
  const { t } = useWords();
  return (
    <div className="page resident subscriber">
      <p className="record-back-always">
        <Link to="/mailing-lists/subscribers">{t('mailing.subscribers')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={address} />
      </div>
      <Residents address={address} />
      <section aria-labelledby="subscriber-letters">
        <h2 id="subscriber-letters">{t('consent.title')}</h2>
        <ConsentOfAddress address={address} isOpen />
      </section>
      <RecordHistory table="subscribers" id={id} />
    </div>
  );
}

function Residents({ address }: { address: string }) {
  const { t } = useWords();
  const { record } = useConsentRecord(address);
  if (!record) return null;
  if (record.residents.length === 0) return <p className="secondary">{t('subscribers.no_resident')}</p>;
  return (
    <p>
      {t('subscribers.of')}{' '}
      {record.residents.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to={`/residents/${id}`}>{name}</Link>
        </span>
      ))}
    </p>
  );
}
