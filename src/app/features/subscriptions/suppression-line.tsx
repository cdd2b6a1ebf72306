import { Button } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { meaningOf, type SuppressionRow } from '../../../domain/subscriptions/suppression.ts';
import { useWords } from '../../providers/i18n.tsx';

/** One address: why in a sentence, after which letter, since when; and the way to lift it where one may. */
export function SuppressionLine({ row, onLift }: { row: SuppressionRow; onLift: (() => void) | null }) {
  const { t, format } = useWords();
  const { letter, status_code: code } = row;
  const why = [t(`suppressions.reason.${row.reason}`), code && t(`suppressions.code.${meaningOf(code)}`, { code })].filter(Boolean);
  const parts: { key: string; node: ReactNode }[] = (row.residents ?? []).map(({ id, name }) => ({
    key: id,
    node: <Link to={`/residents/${id}`}>{name}</Link>,
  }));
  if (letter?.campaign_id && letter.campaign) {
    const text = t('suppressions.from_campaign', { name: letter.campaign });
    parts.push({ key: 'letter', node: <Link to={`/campaigns/${letter.campaign_id}`}>{text}</Link> });
  } else if (letter?.subject) {
    parts.push({ key: 'letter', node: t('suppressions.from_letter', { subject: letter.subject }) });
  }
  return (
    <li className="row">
      <div className="row-main">
        <p className="row-title">{row.address}</p>
        <p className="row-facts">{why.join(': ')}</p>
        {parts.length > 0 && (
          <p className="secondary row-facts">
            {parts.map((part, index) => (
              <Fragment key={part.key}>
                {index > 0 && ' · '}
                {part.node}
              </Fragment>
            ))}
          </p>
        )}
        {row.detail &&
          (row.reason === 'by_hand' ? (
            <p className="secondary row-facts">{row.detail}</p>
          ) : (
            <details className="suppression-said secondary">
              <summary>{t('suppressions.said')}</summary>
              <p>{row.detail}</p>
            </details>
          ))}
        {row.lifted_at && (
          <p className="row-facts">
            {t('suppressions.lifted_on', {
              when: format.instant(row.lifted_at),
              name: row.lifted_by ?? t('timeline.somebody'),
              reason: row.lifted_reason ?? '',
            })}
          </p>
        )}
      </div>
      <div className="row-end">
        <span className="secondary">
          {row.created_by
            ? t('suppressions.since_by', { when: format.instant(row.created_at), name: row.created_by })
            : t('suppressions.since', { when: format.instant(row.created_at) })}
        </span>
        {onLift && (
          <Button size="small" onClick={onLift} aria-label={t('suppressions.lift_of', { address: row.address })}>
            {t('suppressions.lift')}
          </Button>
        )}
      </div>
    </li>
  );
}
