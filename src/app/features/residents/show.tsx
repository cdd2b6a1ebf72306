import '../../styles/record.css';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import type { Resident } from '../../../domain/residents/resident.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { RecordApplications } from '../../shared/applications/record-applications.tsx';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { DueWords } from '../../shared/components/deadline.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { PhoneText } from '../../shared/components/phone-text.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { LogEncounter } from '../../shared/encounters/log-encounter.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { RecordHold } from '../../shared/holds/record-hold.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { RecordReferrals } from '../../shared/referrals/record-referrals.tsx';
import { SimilarResidents } from '../../shared/residents/similar-residents.tsx';
import { ChannelConsents } from '../../shared/subscriptions/channel-consents.tsx';
import { ConsentOfAddress } from '../../shared/subscriptions/consent-of-address.tsx';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import { EraseResident } from './erase.tsx';
import { ResidentEvents } from './events.tsx';
import { LettersGot } from './letters-got.tsx';
import { useMergedInto } from './use-merged-into.ts';
import { useResident } from './use-resident.ts';

/** One resident: how to reach them, what they need, what they asked. */
export function ResidentShow() {
  const { id = '' } = useParams();
  const { resident, error, retry } = useResident(id);
  const isMissing = Boolean(error) && toRefusal(error).kind === 'missing';
  const { keptId, isLooking } = useMergedInto(id, isMissing);
  if (keptId) return <Navigate to={`/residents/${keptId}`} replace />;
  if (error && !isLooking) return <Refused error={error} onRetry={retry} />;
  if (!resident) return <RowSkeleton rows={6} />;
  return <ResidentRecord resident={resident} />;
}

function ResidentRecord({ resident }: { resident: Resident }) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const { languages, districts } = useReferences();
  const mayEdit = useAllowed('residents', 'edit');
  useRemembered({ to: `/residents/${resident.id}`, title: resident.name, second: t('search.resident') });
  const language = languages.find((one) => one.code === resident.preferred_language);
  const district = districts.find((one) => one.id === resident.district_id)?.name;
  return (
    <div className="page resident">
      <p className="record-back-always">
        <Link to="/residents">{t('nav.residents')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={resident.erased_at ? t('erase.name') : resident.name} />
        {mayEdit && !resident.erased_at && (
          <Button onClick={() => navigate(`/residents/${resident.id}/edit`)}>{t('residents.edit')}</Button>
        )}
      </div>
      <p className="record-tags">
        {language && (
          <Tag tone="violet" lang={language.code}>
            {language.endonym}
          </Tag>
        )}
        {resident.needs_interpreter && <Tag tone="violet">{t('resident.interpreter')}</Tag>}
        {resident.tags.map((tag) => (
          <Tag key={tag} tone="plain">
            {tag}
          </Tag>
        ))}
      </p>
      <dl className="facts facts-row">
        {resident.preferred_name && <Fact label={t('field.preferred_name')}>{resident.preferred_name}</Fact>}
        <Fact label={t('field.phones')}>
          <Contacts
            none={t('value.none')}
            items={resident.phones.map((one) => ({ key: one.number, label: one.label, content: <PhoneText number={one.number} /> }))}
          />
        </Fact>
        <Fact label={t('field.emails')}>
          <Contacts
            none={t('value.none')}
            items={resident.emails.map((one) => ({
              key: one.address,
              label: one.label,
              content: <a href={`mailto:${one.address}`}>{one.address}</a>,
            }))}
          />
        </Fact>
        <Fact label={t('field.addresses')}>
          <Contacts
            none={t('value.none')}
            items={resident.addresses.map((one) => ({
              key: one.lines,
              label: one.label,
              content: <span className="lines">{[one.lines, one.postal_code].filter(Boolean).join(', ')}</span>,
            }))}
          />
        </Fact>
        <Fact label={t('field.district_id')}>{[district, resident.neighborhood].filter(Boolean).join(' · ') || t('value.unknown')}</Fact>
        {(resident.contact_by !== 'any' || resident.contact_note) && (
          <Fact label={t('field.contact_by')}>
            {t(`contact_by.${resident.contact_by}`)}
            {resident.contact_note && <span className="fact-more">{resident.contact_note}</span>}
          </Fact>
        )}
        {resident.accessibility_need && <Fact label={t('field.accessibility_need')}>{resident.accessibility_need}</Fact>}
      </dl>
      <RecordHold record={{ table: 'residents', id: resident.id }} />
      {resident.erased_at && <p className="notice">{t('erase.erased', { day: format.instant(resident.erased_at) })}</p>}
      {mayEdit && !resident.erased_at && <SimilarResidents draft={draftOf(resident)} least={50} />}
      <ResidentInquiries id={resident.id} />
      <ResidentEvents id={resident.id} />
      <RecordReferrals record={{ table: 'residents', id: resident.id }} />
      <RecordApplications record={{ table: 'residents', id: resident.id }} />
      <LogEncounter
        record={{
          table: 'residents',
          id: resident.id,
          language: resident.preferred_language,
          district_id: resident.district_id,
          needsInterpreter: resident.needs_interpreter,
        }}
      />
      <LettersGot id={resident.id} />
      <ResidentLetters id={resident.id} addresses={resident.emails.map(({ address }) => address)} />
      <RecordTasks record={{ table: 'residents', id: resident.id }} />
      <RecordFiles record={{ table: 'residents', id: resident.id }} />
      <RecordHistory table="residents" id={resident.id} />
      {!resident.erased_at && <EraseResident id={resident.id} name={resident.name} />}
    </div>
  );
}

const draftOf = (resident: Resident) => ({
  id: resident.id,
  name: resident.name,
  preferred_name: resident.preferred_name ?? '',
  phones: resident.phones.map(({ number }) => number),
  emails: resident.emails.map(({ address }) => address),
  addresses: resident.addresses,
});

/** What each of their addresses gets, and how that came. */
function ResidentLetters({ id, addresses }: { id: string; addresses: string[] }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="resident-letters">
      <h2 id="resident-letters">{t('consent.title')}</h2>
      {addresses.length === 0 && <p className="secondary">{t('consent.none')}</p>}
      {addresses.map((address) => (
        <div key={address}>
          {addresses.length > 1 && <p>{address}</p>}
          <ConsentOfAddress address={address} residentId={id} />
        </div>
      ))}
      <ChannelConsents residentId={id} />
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Contact = { key: string; label: string | null; content: ReactNode };

function Contacts({ items, none }: { items: Contact[]; none: string }) {
  if (items.length === 0) return none;
  return (
    <ul>
      {items.map((item) => (
        <li key={item.key}>
          {item.content} {item.label && <span className="secondary">{item.label}</span>}
        </li>
      ))}
    </ul>
  );
}

function ResidentInquiries({ id }: { id: string }) {
  const { t } = useWords();
  const { query } = useList<InquiryRow>({
    resource: 'inquiries',
    pagination: { pageSize: 10 },
    meta: { query: { filters: { concerns: [id] } } },
    errorNotification: false,
  });
  const rows = query.data?.data;
  // They called about it for somebody else, or reported the same.
  const ofWhom = (row: InquiryRow) =>
    row.resident_id === id ? '' : row.resident_name ? t('resident.concerns_of', { name: row.resident_name }) : t('resident.concerns');
  return (
    <section>
      <div className="page-head">
        <h2>{t('nav.inquiries')}</h2>
        <Link to={`/inquiries?concerns=${id}`}>{t('resident.all_inquiries')}</Link>
      </div>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={2} />}
      {rows?.length === 0 && <p className="secondary">{t('resident.no_inquiries')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <li className="row" key={row.id}>
            <div className="row-main">
              <Link to={`/inquiries/${row.id}?concerns=${id}`} className="row-title">
                {row.subject}
              </Link>
              <p className="secondary row-facts">{[row.number, row.topic_name, ofWhom(row)].filter(Boolean).join(' · ')}</p>
            </div>
            <div className="row-end">
              <DueWords due_on={row.due_on} closed_at={row.closed_at} />
              <span className="secondary">{t(`status.${row.status}`)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
