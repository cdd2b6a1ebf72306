import { Link } from 'react-router';
import type { OrganizationListRow } from '../../../../domain/organizations/list-query.ts';
import { addDays } from '../../../../domain/shared/dates.ts';
import { formatPhone } from '../../../../domain/shared/phone.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useAgreementWords } from '../use-agreement-words.ts';

/** One organization: what it is and where; what it speaks and what it does; what is agreed, when that is near its end. */
export function OrganizationLine({ row }: { row: OrganizationListRow }) {
  const { t, tn } = useWords();
  const today = useToday();
  const { languages } = useReferences();
  const agreement = useAgreementWords();
  const spoken = (row.languages ?? []).map((code) => languages.find((one) => one.code === code)?.name ?? code);
  const next = row.next_agreement;
  const isNear = next !== null && next.ends_on <= addDays(today, 60);
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/organizations/${row.id}`} className="row-title">
          {row.name}
        </Link>
        <p className="row-facts">
          {[
            t(`organization.kind.${row.kind}`),
            row.neighborhood ?? row.district_name,
            row.phone && formatPhone(row.phone),
            row.program_count > 0 && tn('organization.programs', row.program_count),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {spoken.length > 0 && <p className="secondary">{t('organization.speaks', { languages: spoken.join(', ') })}</p>}
        {next && isNear && <p className={next.ends_on < today ? 'row-facts late' : 'secondary'}>{agreement(next)}</p>}
      </div>
      <div className="row-end">
        {!row.is_active && <Tag tone="plain">{t('organization.retired')}</Tag>}
        {row.takes_referrals && <Tag tone="river">{t('organization.takes_referrals')}</Tag>}
        {row.is_interpreter_vendor && <Tag tone="violet">{t('organization.interprets')}</Tag>}
        {row.open_referral_count > 0 && <span className="secondary">{tn('organization.open_referrals', row.open_referral_count)}</span>}
      </div>
    </li>
  );
}
