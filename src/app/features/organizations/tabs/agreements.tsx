import '../../../styles/event-list.css';
import { Button } from 'antd';
import { useState } from 'react';
import { type Agreement, agreementState } from '../../../../domain/organizations/organization.ts';
import { addDays } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { Tag, type Tone } from '../../../shared/components/tag.tsx';
import { AgreementDialog } from '../agreement-dialog.tsx';
import { AgreementFile } from '../agreement-file.tsx';
import { EndDialog } from '../end-dialog.tsx';
import type { OrganizationTabProps } from '../tabs.tsx';

const tones: Record<ReturnType<typeof agreementState>, Tone> = { holds: 'green', ending: 'amber', over: 'brick', ended: 'plain' };

/** What is agreed with it, what runs out first on top; ended ones below. */
export function AgreementsTab({ facts }: OrganizationTabProps) {
  const { t } = useWords();
  const mayEdit = useAllowed('organizations', 'edit');
  const [open, setOpen] = useState<Agreement | 'new' | null>(null);
  const [ending, setEnding] = useState<Agreement | null>(null);
  return (
    <div className="event-things">
      {facts.agreements.length === 0 ? (
        <p className="secondary">{t('agreement.empty')}</p>
      ) : (
        <ul className="rows">
          {facts.agreements.map((row) => (
            <AgreementLine
              key={row.id}
              row={row}
              organization={facts.id}
              onChange={mayEdit ? () => setOpen(row) : null}
              onEnd={mayEdit && !row.ended_on ? () => setEnding(row) : null}
            />
          ))}
        </ul>
      )}
      {mayEdit && (
        <p>
          <Button onClick={() => setOpen('new')}>{t('agreement.add')}</Button>
        </p>
      )}
      {open && <AgreementDialog organization={facts.id} agreement={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {ending && <EndDialog agreement={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}

type AgreementLineProps = { row: Agreement; organization: string; onChange: (() => void) | null; onEnd: (() => void) | null };

function AgreementLine({ row, organization, onChange, onEnd }: AgreementLineProps) {
  const { t, format } = useWords();
  const today = useToday();
  const state = agreementState(row, today, addDays(today, 60));
  const days = [
    row.starts_on && t('agreement.from_day', { day: format.dateWithYear(row.starts_on) }),
    row.ended_on
      ? t('agreement.ended_day', { day: format.dateWithYear(row.ended_on) })
      : row.ends_on
        ? t(row.ends_on < today ? 'agreement.over_day' : 'agreement.until_day', { day: format.dateWithYear(row.ends_on) })
        : t('agreement.without_end'),
  ];
  return (
    <li className="row">
      <div className="row-main">
        <p className="row-title">{row.title}</p>
        <p className="row-facts">{[t(`agreement.kind.${row.kind}`), ...days].filter(Boolean).join(' · ')}</p>
        {row.owner_name && <p className="secondary">{t('agreement.seen_to', { name: row.owner_name })}</p>}
        <AgreementFile organization={organization} agreement={row} />
        {row.note && <p className="secondary lines">{row.note}</p>}
      </div>
      <div className="row-end">
        <Tag tone={tones[state]}>{t(`agreement.state.${state}`)}</Tag>
        <span className="verb-links">
          {onChange && (
            <button type="button" className="link" aria-label={t('agreement.change_of', { title: row.title })} onClick={onChange}>
              {t('settings.change')}
            </button>
          )}
          {onEnd && (
            <button type="button" className="link" aria-label={t('agreement.end_of', { title: row.title })} onClick={onEnd}>
              {t('agreement.end')}
            </button>
          )}
        </span>
      </div>
    </li>
  );
}
