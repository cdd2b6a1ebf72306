import '../../../styles/event-form.css';
import '../../../styles/event-record.css';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useLocation } from 'react-router';
import type { FormSection as SectionName } from '../../../../domain/events/readiness.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { FormSection } from '../../../shared/fields/form-section.tsx';
import { SectionsField } from '../../../shared/fields/sections-field.tsx';
import { useSettled } from '../../../shared/hooks/use-settled.ts';
import { FormBasics } from './basics.tsx';
import { FormContent } from './content.tsx';
import { FormLanguages } from './languages.tsx';
import { type FormPartProps, useSuggestions } from './part.ts';
import { columnsOf, readWhen } from './patch.ts';
import { FormPartners, FormPeople } from './people.tsx';
import { FormPlace } from './place.tsx';
import { FormPublic, FormRegistration } from './public.tsx';
import { useFormSummaries } from './summaries.ts';
import { FormCosts, FormThings } from './things.tsx';
import { useClashes } from './use-clashes.ts';
import type { EventValues } from './values.ts';

type EventFormProps = {
  values: EventValues;
  onChange: (patch: Partial<EventValues>) => void;
  errors: Readonly<Record<string, string>>;
  /** The parts in which something is wrong: they open. */
  wanted: ReadonlySet<SectionName>;
  /** The id of a saved event. */
  id: string | null;
  /** How often it repeats, where that is asked here. */
  repeats?: ReactNode;
};

const parts = [
  ['people', FormPeople],
  ['languages', FormLanguages],
  ['place', FormPlace],
  ['partners', FormPartners],
  ['content', FormContent],
  ['things', FormThings],
  ['costs', FormCosts],
  ['public', FormPublic],
  ['registration', FormRegistration],
] as const;

/** An event: what, when and where first; everything else in parts that open. */
export function EventForm({ values, onChange, errors, wanted, id, repeats }: EventFormProps) {
  const { t, locale } = useWords();
  const today = useToday();
  const { hash } = useLocation();
  const suggestions = useSuggestions();
  const summaries = useFormSummaries(values);
  const asked = useMemo(() => {
    const reading = { today, locale };
    const { starts_at, ends_at } = readWhen(values, reading);
    if (!starts_at || !ends_at) return null;
    const claims = (['staff', 'languages', 'place_name', 'room', 'equipment', 'when', 'status'] as const).map((field) =>
      columnsOf(field, values, reading),
    );
    return JSON.stringify(Object.assign({}, ...claims, id ? { id } : {}));
  }, [values, today, locale, id]);
  const settled = useSettled(asked, 300);
  const clashes = useClashes(settled === null ? null : (JSON.parse(settled) as Record<string, unknown>));
  const shared: FormPartProps = { values, onChange, errors, clashes, suggestions };
  const named = hash.replace('#', '');
  useEffect(() => {
    const section = document.getElementById(`section-${named}`);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('.line-add, input, textarea')?.focus();
  }, [named]);
  return (
    <div className="event-form">
      <FormBasics {...shared} isNew={id === null} repeats={repeats} />
      <div className="form-sections">
        {parts.map(([name, Part]) => (
          <FormSection
            key={name}
            name={name}
            title={t(`event.section.${name}`)}
            summary={summaries[name]}
            isWanted={wanted.has(name) || named === name}
          >
            <Part {...shared} />
          </FormSection>
        ))}
        <FormSection
          name="sections"
          title={t('event.section.counts')}
          summary={values.sections.map((section) => `§ ${section}`).join(', ')}
          isWanted={named === 'sections'}
        >
          <SectionsField values={values} onChange={onChange} error={errors.sections ?? errors.primary_section} />
        </FormSection>
      </div>
    </div>
  );
}
