import { Link } from 'react-router';
import type { EventRecord } from '../../../domain/events/event.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';

/** What the event is about, in the words of those who plan it. */
export function EventStory({ event }: { event: EventRecord }) {
  const { t } = useWords();
  const { topics } = useReferences();
  const spanish = event.translations.es;
  const named = event.topics.map(({ topic_id }) => topics.find(({ id }) => id === topic_id)?.name).filter(Boolean);
  const hasContent = event.programs.length > 0 || named.length > 0 || event.legislation.length > 0;
  return (
    <>
      {event.summary && <p className="record-body">{event.summary}</p>}
      {(spanish?.title || spanish?.summary) && (
        <div className="event-block" lang="es">
          {spanish.title && (
            <p>
              <strong>{spanish.title}</strong>
            </p>
          )}
          {spanish.summary && <p className="record-body">{spanish.summary}</p>}
        </div>
      )}
      {hasContent && (
        <div className="event-block">
          <h2>{t('event.story.presented')}</h2>
          <ul className="plain-list">
            {event.programs.map((program) => (
              <li key={program}>{program}</li>
            ))}
            {named.map((topic) => (
              <li key={topic}>{topic}</li>
            ))}
            {event.legislation.map(({ legislation_id, legislation }) => (
              <li key={legislation_id}>
                <Link to="/legislation" className="in-text">
                  {legislation?.file_number}
                </Link>{' '}
                {legislation?.title}
              </li>
            ))}
          </ul>
        </div>
      )}
      {event.plan && (
        <div className="event-block">
          <h2>{t('event.form.plan')}</h2>
          <p className="lines">{event.plan}</p>
        </div>
      )}
      {event.outcome && (
        <div className="event-block">
          <h2>{t('event.story.outcome')}</h2>
          <p className="lines">{event.outcome}</p>
        </div>
      )}
    </>
  );
}
