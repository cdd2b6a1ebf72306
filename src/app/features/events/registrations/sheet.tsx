import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useRegistrations } from './use-registrations.ts';

type SheetProps = {
  event: { id: string; title: string; starts_at: string; place_name: string | null };
  onDone: () => void;
};

/** Lines for those who come without having registered. */
const BLANK_LINES = 8;

/** The list for the table at the door, on paper: who has a place, by name, with room to sign. It prints itself, then goes. */
export function SignInSheet({ event, onDone }: SheetProps) {
  const { t, tn, format } = useWords();
  const { languages } = useReferences();
  const { list, error } = useRegistrations(event.id, { search: '', status: 'confirmed' }, 2000);
  const isReady = list?.rows.every(({ status }) => status === 'confirmed') ?? false;
  useEffect(() => {
    if (error) onDone();
    if (!isReady) return;
    window.print();
    onDone();
  }, [isReady, error, onDone]);
  if (!isReady || !list) return null;
  return createPortal(
    <div className="sign-in-sheet">
      <h1>{event.title}</h1>
      <p>{[format.instant(event.starts_at), event.place_name].filter(Boolean).join(' · ')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('registrations.sheet_here')}</th>
            <th scope="col">{t('registrations.name')}</th>
            <th scope="col">{t('registrations.sheet_seats')}</th>
            <th scope="col">{t('registrations.sheet_needs')}</th>
            <th scope="col">{t('registrations.sheet_signature')}</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id}>
              <td className="sheet-box" />
              <td>{row.name}</td>
              <td>
                {format.number(row.seats)}
                {row.minors > 0 && ` (${tn('registrations.minors', row.minors)})`}
              </td>
              <td>
                {[
                  row.needs_interpreter &&
                    t('registrations.sheet_interpreter', {
                      language: languages.find(({ code }) => code === row.language)?.name ?? row.language,
                    }),
                  row.accessibility_need,
                ]
                  .filter(Boolean)
                  .join('; ')}
              </td>
              <td />
            </tr>
          ))}
          {Array.from({ length: BLANK_LINES }, (_, n) => `blank-${n}`).map((key) => (
            <tr key={key}>
              <td className="sheet-box" />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
