import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { PlaceFact } from '../../shared/places/place-fact.tsx';
import { HeardAt } from './heard-at.tsx';
import type { InquiryRecord } from './use-inquiry.ts';

/** The facts of an inquiry, read from top to bottom. */
export function Facts({ inquiry }: { inquiry: InquiryRecord }) {
  const { t } = useWords();
  const words = useFieldWords();
  const { sections } = useReferences();
  const mayEdit = useAllowed('inquiries', 'edit');
  const district = [inquiry.district_id ? words.value('district_id', inquiry.district_id) : '', inquiry.neighborhood]
    .filter(Boolean)
    .join(' · ');
  const others = inquiry.sections.filter((section) => section !== inquiry.primary_section);
  const primary = sections.find((one) => one.section === inquiry.primary_section);
  return (
    <>
      <dl className="facts">
        <Fact label={t('field.topic_id')}>{words.value('topic_id', inquiry.topic_id)}</Fact>
        <Fact label={t('field.department_id')}>{words.value('department_id', inquiry.department_id)}</Fact>
        <Fact label={t('field.district_id')}>{district || t('value.none')}</Fact>
        {inquiry.location && <Fact label={t('field.location')}>{inquiry.location}</Fact>}
        {(inquiry.latitude !== null || mayEdit) && (
          <Fact label={t('map.on_map')}>
            <PlaceFact
              table="inquiries"
              id={inquiry.id}
              version={inquiry.version}
              name={inquiry.number}
              latitude={inquiry.latitude}
              longitude={inquiry.longitude}
              mayEdit={mayEdit}
            />
          </Fact>
        )}
        <Fact label={t('field.language')}>{words.value('language', inquiry.language)}</Fact>
        <Fact label={t('inquiry.counts_in')}>
          § {inquiry.primary_section} {primary?.title}
          {others.length > 0 && (
            <span className="secondary fact-more">{t('inquiry.also', { sections: others.map((one) => `§ ${one}`).join(', ') })}</span>
          )}
          {inquiry.sections_corrected && <span className="secondary fact-more">{t('inquiry.sections_corrected')}</span>}
        </Fact>
        {inquiry.public_sentence && <Fact label={t('inquiry.public_sentence')}>{inquiry.public_sentence}</Fact>}
        {inquiry.channel === 'event' && <HeardAt id={inquiry.id} />}
        {inquiry.source_system && (
          <Fact label={t('inquiry.source')}>
            {inquiry.source_system} {inquiry.source_key}
          </Fact>
        )}
      </dl>
      {mayEdit && <Link to={`/inquiries/${inquiry.id}/edit`}>{t('inquiry.edit')}</Link>}
    </>
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
