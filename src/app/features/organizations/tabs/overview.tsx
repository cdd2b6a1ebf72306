import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { addDays } from '../../../../domain/shared/dates.ts';
import { formatPhone } from '../../../../domain/shared/phone.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../../providers/office.tsx';
import { PlaceFact } from '../../../shared/places/place-fact.tsx';
import type { OrganizationTabProps } from '../tabs.tsx';
import { useAgreementWords } from '../use-agreement-words.ts';
import { useMinuteWords, useWeekWords } from '../use-hour-words.ts';

/** What it does, what is agreed and promised, who pays; how to reach it on the right. */
export function OverviewTab({ facts }: OrganizationTabProps) {
  const { t } = useWords();
  const today = useToday();
  const agreement = useAgreementWords();
  const minutes = useMinuteWords();
  const { organization: one, agreements, standards, fundings, languages } = facts;
  const near = agreements.filter(({ ends_on, ended_on }) => ended_on === null && ends_on !== null && ends_on <= addDays(today, 60));
  return (
    <div className="event-overview">
      <section className="event-story" aria-label={t('organization.tab.overview')}>
        {near.map((row) => (
          <p key={row.id} className="notice notice-amber">
            {agreement({ title: row.title, ends_on: row.ends_on ?? today })}
          </p>
        ))}
        {one.description ? <p className="lines">{one.description}</p> : <p className="secondary">{t('organization.no_description')}</p>}
        <Part title={t('organization.languages')} empty={t('organization.no_languages')} isEmpty={languages.length === 0}>
          <ul className="plain-lines">
            {languages.map(({ language, name, note }) => (
              <li key={language}>
                {name} {note && <span className="secondary">{note}</span>}
              </li>
            ))}
          </ul>
        </Part>
        <Part title={t('organization.standards')} empty={t('organization.no_standards')} isEmpty={standards.length === 0}>
          <ul className="plain-lines">
            {standards.map((row) => (
              <li key={row.topic_id ?? 'all'}>
                <b>{row.topic_name ?? t('organization.standard_all')}</b>{' '}
                {t('organization.standard_words', { accept: minutes(row.accept_minutes), outcome: minutes(row.outcome_minutes) })}{' '}
                {row.note && <span className="secondary">{row.note}</span>}
              </li>
            ))}
          </ul>
        </Part>
        <Part title={t('organization.fundings')} empty={t('organization.no_fundings')} isEmpty={fundings.length === 0}>
          <ul className="plain-lines">
            {fundings.map((row) => (
              <li key={row.id}>
                {row.source} <span className="secondary">{t(`organization.level.${row.level}`)}</span>{' '}
                {row.award_id && <Link to={`/awards/${row.award_id}`}>{row.award_number ?? row.award_title}</Link>}
              </li>
            ))}
          </ul>
        </Part>
        {facts.children.length > 0 && (
          <Part title={t('organization.children')} isEmpty={false}>
            <ul className="plain-lines">
              {facts.children.map((child) => (
                <li key={child.id}>
                  <Link to={`/organizations/${child.id}`}>{child.name}</Link>
                </li>
              ))}
            </ul>
          </Part>
        )}
      </section>
      <div className="event-facts">
        <FactList facts={facts} />
      </div>
    </div>
  );
}

function FactList({ facts }: OrganizationTabProps) {
  const { t, format } = useWords();
  const today = useToday();
  const week = useWeekWords();
  const { organization: one } = facts;
  const mayEdit = useAllowed('organizations', 'edit');
  const none = t('award.not_entered');
  const ahead = facts.exceptions.filter(({ on_day }) => on_day >= today).slice(0, 5);
  return (
    <dl className="facts">
      <Fact label={t('organization.phone')}>{one.phone ? <a href={`tel:${one.phone}`}>{formatPhone(one.phone)}</a> : none}</Fact>
      <Fact label={t('organization.email')}>{one.email ? <a href={`mailto:${one.email}`}>{one.email}</a> : none}</Fact>
      {one.website && (
        <Fact label={t('organization.website')}>
          <a href={one.website} target="_blank" rel="noreferrer noopener">
            {one.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
          </a>
        </Fact>
      )}
      <Fact label={t('organization.address')}>
        {one.address ?? none}
        {(one.neighborhood || facts.district) && (
          <span className="secondary fact-more">{[one.neighborhood, facts.district?.name].filter(Boolean).join(' · ')}</span>
        )}
        <span className="fact-more">
          <PlaceFact
            table="organizations"
            id={one.id}
            version={one.version}
            name={one.name}
            latitude={one.latitude}
            longitude={one.longitude}
            mayEdit={mayEdit}
          />
        </span>
      </Fact>
      <Fact label={t('organization.hours')}>
        {facts.hours.length === 0 ? (
          <span className="secondary">{t('organization.office_hours')}</span>
        ) : (
          week(facts.hours).map((line) => (
            <span key={line} className="fact-line">
              {line}
            </span>
          ))
        )}
        {ahead.map((row) => (
          <span key={`${row.on_day}${row.opens_at}`} className="secondary fact-more">
            {t(row.opens_at ? 'organization.exception_open' : 'organization.exception_closed', {
              day: format.dateWithYear(row.on_day),
              name: row.name,
              from: row.opens_at ? format.clock(row.opens_at) : '',
              to: row.closes_at ? format.clock(row.closes_at) : '',
            })}
          </span>
        ))}
      </Fact>
      {one.takes_referrals && <Fact label={t('organization.referral_email')}>{one.referral_email ?? one.email ?? none}</Fact>}
      {one.takes_referrals && <Fact label={t('organization.letter_language')}>{t(`organization.letters_in.${one.letter_language}`)}</Fact>}
      <Fact label={t('organization.escalation')}>{facts.escalation?.name ?? t('organization.escalation_none')}</Fact>
      <Fact label={t('organization.relationship')}>{facts.relationship?.name ?? t('changes.nobody')}</Fact>
      {facts.parent && (
        <Fact label={t('organization.parent')}>
          <Link to={`/organizations/${facts.parent.id}`}>{facts.parent.name}</Link>
        </Fact>
      )}
      {one.legal_status && <Fact label={t('organization.legal_status')}>{one.legal_status}</Fact>}
    </dl>
  );
}

function Part({ title, empty, isEmpty, children }: { title: string; empty?: string; isEmpty: boolean; children: ReactNode }) {
  return (
    <section className="record-part">
      <h2>{title}</h2>
      {isEmpty ? <p className="secondary">{empty}</p> : children}
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
