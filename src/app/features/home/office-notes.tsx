import { Link } from 'react-router';
import { type HomeFacts, listOfficeNotes, type OfficeNote } from '../../../domain/home/tell.ts';
import { daysBetween } from '../../../domain/shared/dates.ts';
import { useWords } from '../../providers/i18n.tsx';
import { hasPage } from '../../shared/has-page.ts';

/** What an administrator sees to: who has not come in yet, what is not set up, how old the backup is. */
export function OfficeNotes({ facts }: { facts: HomeFacts }) {
  const { t, tn, format } = useWords();
  const notes = listOfficeNotes(facts, daysBetween);
  if (notes.length === 0) return null;
  const words = ({ key, count, date }: OfficeNote) => {
    if (key === 'invited') return tn('home.invited', count);
    if (key === 'backup' || key === 'backup_old') return t(`home.${key}`, { date: date ? format.date(date, facts.today) : '' });
    return t(`home.${key}`);
  };
  return (
    <section className="office-notes">
      <h2 className="home-heading">{t('home.office')}</h2>
      <ul className="card-sections">
        {notes.map((note) => (
          <li key={note.key} className={note.key === 'backup_old' ? 'late' : undefined}>
            {note.path && hasPage(note.path) ? <Link to={note.path}>{words(note)}</Link> : <span>{words(note)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
