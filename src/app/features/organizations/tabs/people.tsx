import '../../../styles/event-list.css';
import { formatPhone } from '../../../../domain/shared/phone.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import type { OrganizationTabProps } from '../tabs.tsx';

/** Whom to ask: contacts by their part, and work groups. At a nonprofit it says why nobody is named. */
export function PeopleTab({ facts }: OrganizationTabProps) {
  const { t } = useWords();
  const { organization: one, contacts, work_groups } = facts;
  return (
    <div className="event-things">
      {one.is_nonprofit && <p className="notice">{t('organization.protected_reason')}</p>}
      <section className="record-part">
        <h2>{t('organization.contacts')}</h2>
        {contacts.length === 0 ? (
          <p className="secondary">{t('organization.no_contacts')}</p>
        ) : (
          <ul className="rows">
            {contacts.map((row) => (
              <li key={row.id} className="row">
                <div className="row-main">
                  <p className="row-title">{row.name ? `${row.role}: ${row.name}` : row.role}</p>
                  <Reach email={row.email} phone={row.phone} />
                  {row.purpose && <p className="secondary">{row.purpose}</p>}
                </div>
                <div className="row-end">
                  {row.is_protected && <Tag tone="amber">{t('organization.protected')}</Tag>}
                  {!row.is_active && <Tag tone="plain">{t('organization.retired')}</Tag>}
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
      {(one.kind === 'department' || work_groups.length > 0) && (
        <section className="record-part">
          <h2>{t('organization.work_groups')}</h2>
          {work_groups.length === 0 ? (
            <p className="secondary">{t('organization.no_work_groups')}</p>
          ) : (
            <ul className="rows">
              {work_groups.map((row) => (
                <li key={row.id} className="row">
                  <div className="row-main">
                    <p className="row-title">{row.name}</p>
                    {row.feed_name && <p className="secondary">{t('organization.in_feed', { name: row.feed_name })}</p>}
                    <Reach email={row.email} phone={row.phone} />
                  </div>
                  {!row.is_active && (
                    <div className="row-end">
                      <Tag tone="plain">{t('organization.retired')}</Tag>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}

function Reach({ email, phone }: { email: string | null; phone: string | null }) {
  if (!email && !phone) return null;
  return (
    <p className="row-facts">
      {email && <a href={`mailto:${email}`}>{email}</a>}
      {email && phone && ' · '}
      {phone && <a href={`tel:${phone}`}>{formatPhone(phone)}</a>}
    </p>
  );
}
