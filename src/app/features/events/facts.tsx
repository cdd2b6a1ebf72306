import type { ReactNode } from 'react';
import type { EventRecord } from '../../../domain/events/event.ts';
import type { Standing } from '../../../domain/events/readiness.ts';
import { sumCents } from '../../../domain/shared/money.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PlaceFact } from '../../shared/places/place-fact.tsx';

/** The facts of an event, read from top to bottom. */
export function EventFacts({ event, standing }: { event: EventRecord; standing: Standing | null }) {
  const { t, format } = useWords();
  const { sections, districts, organizations, languages, staff } = useReferences();
  const mayEdit = useAllowed('events', 'edit');
  const office = useOffice().connection.config.time_zone;
  const { starts_at, ends_at, time_zone } = event;
  const district = districts.find(({ id }) => id === event.district_id)?.name;
  const planned = sumCents(event.costs.map((one) => one.planned_cents));
  const actual = sumCents(event.costs.map((one) => one.actual_cents));
  const primary = sections.find(({ section }) => section === event.primary_section);
  const others = event.sections.filter((section) => section !== event.primary_section);
  return (
    <dl className="facts">
      <Fact label={t('event.fact.when')}>
        {format.range(starts_at, ends_at, time_zone)}
        {time_zone !== office && (
          <span className="secondary fact-more">
            {format.zoneName(starts_at, time_zone)} ·{' '}
            {t('event.form.office_time', { when: format.range(starts_at, ends_at, office), zone: format.zoneName(starts_at, office) })}
          </span>
        )}
      </Fact>
      <Fact label={t('event.fact.where')}>
        {[event.place_name, event.room].filter(Boolean).join(', ') || (event.online_url ? t('event.tell.online') : t('value.none'))}
        <More>{event.address}</More>
        <More>{[district, event.neighborhood].filter(Boolean).join(' · ')}</More>
        <More>
          <PlaceFact
            table="events"
            id={event.id}
            version={event.version}
            name={event.title}
            latitude={event.latitude}
            longitude={event.longitude}
            mayEdit={mayEdit}
          />
        </More>
        {event.online_url && (
          <span className="fact-more">
            <a href={event.online_url} rel="noreferrer" target="_blank">
              {t('event.fact.online')}
            </a>
          </span>
        )}
      </Fact>
      <Fact label={t('event.fact.people')}>
        {standing && standing.people > 0
          ? t('event.fact.came', { count: format.number(standing.people) })
          : event.expected_count === null
            ? t('event.fact.not_counted')
            : t('event.fact.expected', { count: format.number(event.expected_count) })}
        {standing && standing.people > 0 && event.expected_count !== null && (
          <More>{t('event.fact.of_expected', { count: format.number(event.expected_count) })}</More>
        )}
        {standing && standing.named > 0 && standing.tallied > 0 && (
          <More>{t('event.fact.named_tallied', { named: format.number(standing.named), tallied: format.number(standing.tallied) })}</More>
        )}
      </Fact>
      {event.languages.length > 0 && (
        <Fact label={t('event.form.languages')}>
          <ul>
            {event.languages.map(({ id, language, mode, interpreter, booking }) => (
              <li key={id}>
                {languages.find(({ code }) => code === language)?.name}{' '}
                <span className="secondary">
                  {[
                    t(`event.mode.${mode}`),
                    interpreter,
                    mode === 'interpreted' || mode === 'signed' ? t(`event.booking.${booking}`) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {event.accessibility && <Fact label={t('event.form.accessibility')}>{event.accessibility}</Fact>}
      {event.organizations.length > 0 && (
        <Fact label={t('event.form.organizations')}>
          <ul>
            {event.organizations.map(({ id, organization_id, part }) => (
              <li key={id}>
                {organizations.find((one) => one.id === organization_id)?.name} <span className="secondary">{t(`event.part.${part}`)}</span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {event.equipment.length > 0 && <Fact label={t('event.form.equipment')}>{event.equipment.join(', ')}</Fact>}
      {(planned !== null || actual !== null) && (
        <Fact label={t('event.form.costs')}>
          {actual === null
            ? t('event.form.planned_sum', { amount: format.money(planned ?? 0) })
            : t('event.form.actual_sum', { amount: format.money(actual) })}
          {actual !== null && planned !== null && <More>{t('event.form.planned_sum', { amount: format.money(planned) })}</More>}
        </Fact>
      )}
      <Fact label={t('event.fact.public')}>
        {event.published_at ? t('event.form.is_published') : t('event.form.not_published')}
        {event.published_at && event.slug && (
          <span className="fact-more">
            <a href={`/e/${event.slug}`} target="_blank" rel="noreferrer">
              /e/{event.slug}
            </a>
          </span>
        )}
      </Fact>
      <Fact label={t('inquiry.counts_in')}>
        § {event.primary_section} {primary?.title}
        {others.length > 0 && <More>{t('inquiry.also', { sections: others.map((one) => `§ ${one}`).join(', ') })}</More>}
        {event.sections_corrected && <More>{t('inquiry.sections_corrected')}</More>}
      </Fact>
      <Fact label={t('event.fact.made_by')}>
        {staff.find(({ id }) => id === event.created_by)?.name ?? t('timeline.program')}
        <More>{format.instant(event.created_at)}</More>
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
