import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { PhoneText } from '../../shared/components/phone-text.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';
import type { InquiryRecord, RecordResident } from './use-inquiry.ts';

/** Who asked, how to call them, and how often they asked before: what is needed before anything else. */
export function Who({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  return (
    <p className="record-who">
      <span className="secondary">{t('field.resident_id')}</span>{' '}
      {inquiry.resident ? <Known resident={inquiry.resident} /> : <b>{t('inquiry.anonymous')}</b>}
    </p>
  );
}

function Known({ resident }: { resident: RecordResident }) {
  const { tn } = useWords();
  const count = useCount('inquiries', { filters: { resident: [resident.id] } });
  const phone = resident.phones[0]?.number;
  return (
    <>
      <Link to={`/residents/${resident.id}`}>{resident.preferred_name ?? resident.name}</Link>
      {phone && (
        <>
          {' · '}
          <PhoneText number={phone} />
        </>
      )}
      {count !== null && (
        <>
          {' · '}
          <Link to={`/inquiries?resident=${resident.id}`}>{tn('resident.inquiries', count)}</Link>
        </>
      )}
    </>
  );
}
