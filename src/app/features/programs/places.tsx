import { useWords } from '../../providers/i18n.tsx';
import { useProgramWords } from '../../shared/programs/use-program-words.ts';
import type { ProgramTabProps } from './tabs.tsx';

/** Where and when it is given. */
export function ProgramPlaces({ facts: { locations, schedules, program } }: ProgramTabProps) {
  const { t } = useWords();
  const words = useProgramWords();
  const lines = (list: typeof schedules) => list.map((one) => ({ id: one.id, text: words.schedule(one) })).filter(({ text }) => text);
  const times = lines(schedules);
  return (
    <section className="program-places" aria-label={t('program.tab.places')}>
      {times.length > 0 && (
        <div>
          <h2>{t('program.times')}</h2>
          {times.map(({ id, text }) => (
            <p key={id}>{text}</p>
          ))}
        </div>
      )}
      {locations.length === 0 && <p className="secondary">{t('program.no_places')}</p>}
      {locations.map((one) => {
        const own = lines(one.schedules);
        const street = [one.address_1, one.address_2, [one.city, one.state_province, one.postal_code].filter(Boolean).join(' ')];
        return (
          <div key={one.id}>
            <h2>{one.name || one.address_1 || t(`program.place.${one.location_type}`)}</h2>
            <p>{street.filter(Boolean).join(', ')}</p>
            {one.organization_id !== program.organization_id && (
              <p className="secondary">{t('program.at', { name: one.organization_name })}</p>
            )}
            {[...own, ...(own.length === 0 ? lines(one.hours) : [])].map(({ id, text }) => (
              <p key={id}>{text}</p>
            ))}
            <p className="secondary">
              {[one.description, one.district_name, one.neighborhood_name, one.transportation, one.accessibility]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {one.url && (
              <a href={one.url} target="_blank" rel="noreferrer noopener">
                {one.url}
              </a>
            )}
          </div>
        );
      })}
    </section>
  );
}
