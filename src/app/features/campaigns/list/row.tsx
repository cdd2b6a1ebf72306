import { Link } from 'react-router';
import type { CampaignListRow } from '../../../../domain/campaigns/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { formatCount } from '../../../shared/format.ts';
import { campaignTones } from '../tones.ts';
import { usePauseWords } from '../use-pause-words.ts';

/** One campaign in two lines: what it is called and its subject; where it goes, in which languages, by whom, how many, when. */
export function CampaignRow({ row }: { row: CampaignListRow }) {
  const { t, tn, format } = useWords();
  const { staff, languages } = useReferences();
  const why = usePauseWords();
  const writer = staff.find(({ id }) => id === row.written_by)?.name;
  const named = (row.languages ?? []).map((code) => languages.find((one) => one.code === code)?.name ?? code);
  const when = row.finished_at
    ? t('campaign_list.went_out', { when: format.instant(row.finished_at) })
    : row.started_at
      ? t('campaign_list.began', { when: format.instant(row.started_at) })
      : row.scheduled_at
        ? t('campaign_list.goes_out', { when: format.instant(row.scheduled_at) })
        : t('campaign_list.begun_on', { when: format.instant(row.created_at) });
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/campaigns/${row.id}`} className="row-title">
          {row.name}
        </Link>
        {row.subject !== row.name && <p className="row-facts">{row.subject || t('campaign_list.no_subject')}</p>}
        <p className="secondary">
          {[row.list_name, named.join(', '), writer && t('campaign_list.by', { name: writer })].filter(Boolean).join(' · ')}
        </p>
        {row.status === 'paused' && row.pause_reason && <p className="row-facts soon">{why(row.pause_reason)}</p>}
      </div>
      <div className="row-end">
        <Tag tone={campaignTones[row.status]}>{t(`campaign.status.${row.status}`)}</Tag>
        {row.recipients !== null && (
          <span>{tn('campaign_list.recipients', row.recipients, { count: formatCount(row.recipients, format) })}</span>
        )}
        <span className="secondary">{when}</span>
      </div>
    </li>
  );
}
