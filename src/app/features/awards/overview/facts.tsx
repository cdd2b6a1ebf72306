import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AwardFacts } from '../../../../domain/awards/award.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { AwardRetention } from '../closeout/closeout.tsx';

/** The facts of an award, read from top to bottom. */
export function AwardFactList({ facts }: { facts: AwardFacts }) {
  const { t, format } = useWords();
  const { sections, staff } = useReferences();
  const { award, number, component, listing, legislation, department, lead } = facts;
  const day = (date: string | null) => (date ? format.dateWithYear(date) : t('award.not_entered'));
  const primary = sections.find(({ section }) => section === award.primary_section);
  const others = award.sections.filter((section) => section !== award.primary_section);
  return (
    <dl className="facts">
      <Fact label={t('award.number')}>
        <span className="award-number">{award.award_number ?? t('award.no_number')}</span>
        <More>{number?.usaspending_id}</More>
        {number?.format === 'unknown' && <More>{t('award.number_unknown')}</More>}
      </Fact>
      <Fact label={t('award.period')}>
        {award.starts_on && award.ends_on ? format.dateRange(award.starts_on, award.ends_on) : t('award.not_entered')}
        {award.terminated_on && <More>{t('award.terminated_short', { day: day(award.terminated_on) })}</More>}
      </Fact>
      <Fact label={t('award.amounts')}>
        {format.money(award.total_cents)}
        <More>{t('award.amount_federal', { amount: format.money(award.federal_cents) })}</More>
        <More>{t('award.amount_match', { amount: format.money(award.match_cents) })}</More>
        <More>{t('award.amount_income', { amount: format.money(award.program_income_cents) })}</More>
      </Fact>
      <Fact label={t('award.federal_award_on')}>{day(award.federal_award_on)}</Fact>
      <Fact label={t('award.accepted_on')}>
        {day(award.accepted_on)}
        {legislation && (
          <span className="fact-more">
            <Link to="/legislation">
              {t(`award.by_${legislation.kind === 'resolution' ? 'resolution' : 'ordinance'}`, { number: legislation.file_number })}
            </Link>
          </span>
        )}
      </Fact>
      <Fact label={t('award.component')}>
        {component ? component.name : t('award.not_entered')}
        {component && <More>{[component.code, component.entity].filter((one, at, all) => all.indexOf(one) === at).join(' · ')}</More>}
      </Fact>
      <Fact label={t('award.listing')}>
        {listing ? listing.number : t('award.not_entered')}
        <More>{listing?.title}</More>
      </Fact>
      <Fact label={t('award.instrument')}>{t(`award.instrument.${award.instrument}`)}</Fact>
      <Fact label={t('award.guidance')}>{t(`award.guidance.${award.uniform_guidance_version}`)}</Fact>
      <Fact label={t('award.department')}>
        {department?.name ?? t('award.not_entered')}
        {lead && <More>{t('award.lead_is', { name: lead.name })}</More>}
      </Fact>
      <Fact label={t('award.city_codes')}>
        {[award.fund_code, award.project_code].filter(Boolean).join(' · ') || t('award.not_entered')}
        {award.recipient_uei && <More>{t('award.uei_is', { uei: award.recipient_uei })}</More>}
      </Fact>
      <Fact label={t('award.ten_percent')}>
        {t(award.watches_ten_percent ? 'award.ten_percent_on' : 'award.ten_percent_off')}
        {award.watches_ten_percent && award.ten_percent_floor_cents !== null && (
          <More>{t('award.ten_percent_floor', { amount: format.money(award.ten_percent_floor_cents) })}</More>
        )}
      </Fact>
      {award.status !== 'applied' && award.status !== 'declined' && (
        <Fact label={t('award.retention')}>
          <AwardRetention id={facts.id} />
        </Fact>
      )}
      <Fact label={t('inquiry.counts_in')}>
        § {award.primary_section} {primary?.title}
        {others.length > 0 && <More>{t('inquiry.also', { sections: others.map((one) => `§ ${one}`).join(', ') })}</More>}
      </Fact>
      <Fact label={t('award.made_by')}>
        {staff.find(({ id }) => id === award.created_by)?.name ?? t('timeline.program')}
        <More>{format.instant(award.created_at)}</More>
      </Fact>
    </dl>
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

const More = ({ children }: { children: ReactNode }) => (children ? <span className="secondary fact-more">{children}</span> : null);
