import '../../styles/subscriptions.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ConsentRecord, LetterOfAddress, ListStanding } from '../../../domain/subscriptions/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { Tag } from '../components/tag.tsx';
import { ChoiceDialog } from './choice-dialog.tsx';
import { Ledger } from './ledger.tsx';
import { useConsentRecord } from './use-consent-record.ts';

const PAGE = 30;
const SHORT = 5;

/** What one address gets, what its owner chose, how that came, and the last letters to it. */
export function ConsentOfAddress({ address, isOpen = false, residentId }: { address: string; isOpen?: boolean; residentId?: string }) {
  const { t, tn } = useWords();
  const mayEdit = useAllowed('subscribers', 'edit');
  const [limit, setLimit] = useState(isOpen ? PAGE : SHORT);
  const [isChanging, setChanging] = useState(false);
  const { record, error, retry } = useConsentRecord(address, limit);
  if (error) return <Refused error={error} onRetry={retry} />;
  if (!record) return <RowSkeleton rows={3} />;
  const rest = record.ledger_count - record.ledger.length;
  return (
    <div className="consent">
      <Standing record={record} />
      {mayEdit && (
        <p>
          <Button onClick={() => setChanging(true)} aria-label={t('consent.change_of', { address })}>
            {t('consent.change')}
          </Button>
        </p>
      )}
      {isOpen && <Letters letters={record.letters} />}
      <h3>{t('consent.ledger')}</h3>
      <Ledger entries={record.ledger} />
      {rest > 0 && (
        <button type="button" className="link" onClick={() => setLimit(limit + PAGE)}>
          {tn('consent.ledger_more', rest)}
        </button>
      )}
      {isChanging && <ChoiceDialog record={record} residentId={residentId} onSaved={retry} onClose={() => setChanging(false)} />}
    </div>
  );
}

const listTones = { subscribed: 'green', pending: 'amber', unsubscribed: 'brick' } as const;

function Standing({ record }: { record: ConsentRecord }) {
  const { t, format } = useWords();
  const { languages } = useReferences();
  const { suppressed } = record;
  const choices = [
    record.language &&
      t('consent.in_language', { language: languages.find(({ code }) => code === record.language)?.name ?? record.language }),
    record.frequency !== 'every' && t(`consent.frequency.${record.frequency}`),
    record.paused_until && t('consent.paused_until', { day: format.dateWithYear(record.paused_until) }),
    record.left_all_at && t('consent.left_all'),
  ].filter(Boolean);
  const wordOf = (one: ListStanding) =>
    !one.is_active
      ? t('consent.list_retired')
      : one.status
        ? t(`consent.status.${one.status}`)
        : t(one.needs_consent ? 'consent.status.none' : 'consent.status.everybody');
  return (
    <>
      {suppressed && (
        <p className="notice notice-brick">
          {t('consent.is_suppressed', { reason: t(`consent.suppressed.${suppressed.reason}`), day: format.instant(suppressed.since) })}{' '}
          <Link to={`/mailing-lists/suppressions?q=${encodeURIComponent(record.address)}`}>{t('suppressions.look')}</Link>
        </p>
      )}
      <ul className="consent-lists">
        {record.lists
          .filter((one) => one.status !== null || one.gets)
          .map((one) => (
            <li key={one.id}>
              {one.name} <Tag tone={one.status ? listTones[one.status] : one.gets ? 'green' : 'plain'}>{wordOf(one)}</Tag>
            </li>
          ))}
        {record.lists.every((one) => one.status === null && !one.gets) && <li className="secondary">{t('consent.gets_nothing')}</li>}
      </ul>
      {choices.length > 0 && <p className="secondary">{choices.join(' · ')}</p>}
    </>
  );
}

function Letters({ letters }: { letters: LetterOfAddress[] }) {
  const { t, format } = useWords();
  const wordOf = (one: LetterOfAddress) =>
    t(one.complained_at ? 'consent.letter_complained' : one.bounced_at ? 'consent.letter_bounced' : `letters.state.${one.status}`);
  return (
    <>
      <h3>{t('consent.letters')}</h3>
      {letters.length === 0 && <p className="secondary">{t('consent.letters_none')}</p>}
      <ul className="consent-lists">
        {letters.map((one) => (
          <li key={one.id}>
            <Link to={`/campaigns/${one.campaign_id}`}>{one.name}</Link>{' '}
            <span className="secondary">
              {wordOf(one)} · {format.instant(one.at)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
