import { Link } from 'react-router';
import type { ServiceRequestRow } from '../../../domain/service-requests/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { standTones, useRequestWords } from './use-request-words.ts';

/** One request: what it is about, how it stands, where, and who is behind it. */
export function ServiceRequestLine({ row }: { row: ServiceRequestRow }) {
  const { t, tn, format } = useWords();
  const words = useRequestWords();
  const isOurs = row.stand !== undefined;
  const title = (isOurs ? (row.subject ?? row.request) : row.issue_type) || t('service_request.untold');
  const facts = isOurs
    ? [
        t('service_request.number_is', { number: row.number }),
        row.inquiry_number && t('service_request.of_inquiry', { number: row.inquiry_number }),
        row.issue_type,
        row.district_name,
        row.neighborhood_name,
      ]
    : [t('service_request.number_is', { number: row.number }), row.issue_sub_type, row.address, row.district_name, row.neighborhood_name];
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/service-requests/${encodeURIComponent(row.number)}`} className="row-title">
          {title}
        </Link>
        <p className="row-facts">{facts.filter(Boolean).join(' · ')}</p>
        <p className="secondary">
          {[
            words.times(row) ?? (row.filed_at && t('service_request.filed', { moment: format.instant(row.filed_at) })),
            row.organization_name ?? row.work_group,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="row-end">
        {row.stand && <Tag tone={standTones[row.stand]}>{t(`service_request.stand.${row.stand}`)}</Tag>}
        {!row.stand && <Tag tone={row.is_open ? 'river' : 'plain'}>{t(`service_request.state_${row.is_open ? 'open' : 'closed'}`)}</Tag>}
        {row.stand === 'late' && row.usual_days !== null && row.usual_days !== undefined && (
          <span className="secondary">{tn('service_request.usual', Math.ceil(row.usual_days))}</span>
        )}
      </div>
    </li>
  );
}
