import '../../../styles/record.css';
import '../../../styles/packet.css';
import { Link, useParams } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { NotAllowed } from '../../../shared/components/not-allowed.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { type InquiryRecord, useInquiry } from '../use-inquiry.ts';
import { EarlierPackets } from './earlier.tsx';
import { PacketReview } from './review.tsx';

/** The copy of an inquiry for the public: looked through and made by coordinators, fetched by staff. */
export function InquiryPacket() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const record = useInquiry(id);
  const maySee = useAllowed('packets', 'open');
  if (!maySee) return <NotAllowed title={t('packet.title')} reason={t('packet.not_open')} />;
  if (record.error) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.inquiry) return <RowSkeleton rows={6} />;
  return <Page key={id} inquiry={record.inquiry} />;
}

function Page({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const mayMake = useAllowed('packets', 'create');
  return (
    <div className="page-list packet">
      <p className="record-back-always">
        <Link to={`/inquiries/${inquiry.id}`}>{inquiry.number}</Link>
      </p>
      <PageTitle title={t('packet.title')} />
      <p className="packet-of">{inquiry.subject}</p>
      <p className="page-lead">{t(mayMake ? 'packet.lead' : 'packet.read_only')}</p>
      {mayMake ? <PacketReview inquiry={inquiry} /> : <EarlierPackets inquiryId={inquiry.id} />}
    </div>
  );
}
