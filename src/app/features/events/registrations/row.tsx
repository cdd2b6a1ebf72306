import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PhoneText } from '../../../shared/components/phone-text.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { Tag, type Tone } from '../../../shared/components/tag.tsx';
import type { LetterEvent } from '../letters/use-letters.ts';
import { RegistrationMatch } from './match.tsx';
import { type Registration, type RegistrationStatus, type RegistrationSummary, useRegistrationActs } from './use-registrations.ts';

const RegistrationDialog = lazy(() => import('./dialog.tsx').then(({ RegistrationDialog: Dialog }) => ({ default: Dialog })));
const RegistrationLetters = lazy(() => import('./letters.tsx').then(({ RegistrationLetters: Letters }) => ({ default: Letters })));
const MatchDialog = lazy(() => import('./match-dialog.tsx').then(({ MatchDialog: Dialog }) => ({ default: Dialog })));
const PromoteDialog = lazy(() => import('./promote-dialog.tsx').then(({ PromoteDialog: Dialog }) => ({ default: Dialog })));

const tones: Record<RegistrationStatus, Tone> = { confirmed: 'green', offered: 'amber', waitlisted: 'plain', cancelled: 'brick' };
type Dialog = 'change' | 'promote' | 'match';
type RowProps = { row: Registration; summary: RegistrationSummary };

/** One registration: who, how it stands, what they need, whose it may be, and what can be done. */
export function RegistrationRow({ row, summary, event }: RowProps & { event: LetterEvent }) {
  const { t, tn, format } = useWords();
  const { languages } = useReferences();
  const mayWrite = useAllowed('registrations', 'create');
  const acts = useRegistrationActs();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [isTold, setTold] = useState(false);
  const language = languages.find(({ code }) => code === row.language)?.name ?? row.language;
  const state =
    row.status === 'waitlisted'
      ? t('registrations.place', { place: format.number(row.place ?? 1) })
      : row.status === 'offered' && row.offered_until
        ? t('registrations.until', { at: format.instant(row.offered_until) })
        : row.status === 'cancelled' && row.cancelled_how
          ? t(`registrations.how_${row.cancelled_how}`)
          : '';
  return (
    <li className="registration" data-registration={row.id}>
      <p className="registration-head">
        <b>{row.name}</b>
        <Tag tone={tones[row.status]}>{t(`event.registration.${row.status}`)}</Tag>
        {state && <span className="secondary">{state}</span>}
        {row.came && <Tag tone="river">{t('registrations.came')}</Tag>}
        {row.twice && <Tag tone="amber">{t('registrations.twice')}</Tag>}
      </p>
      <p className="registration-facts">
        <span>
          {tn('registrations.seats', row.seats)}
          {row.minors > 0 && `, ${tn('registrations.minors', row.minors)}`}
        </span>
        <span>
          {language}
          {row.needs_interpreter && `, ${t('registrations.interpreter')}`}
        </span>
        {row.email && <a href={`mailto:${row.email}`}>{row.email}</a>}
        {row.phone && <PhoneText number={row.phone} />}
        {row.status === 'offered' && !row.email && <span className="soon">{t('registrations.call')}</span>}
      </p>
      {row.accessibility_need && <p className="registration-need">{row.accessibility_need}</p>}
      {row.office_note && <p className="secondary">{t('registrations.note_said', { note: row.office_note })}</p>}
      <RegistrationMatch row={row} mayWrite={mayWrite} acts={acts} />
      {row.email && row.source !== 'walk_in' && (
        <p className="registration-acts">
          <button
            type="button"
            className="link"
            aria-expanded={isTold}
            aria-label={t('letters.of_person', { name: row.name })}
            onClick={() => setTold(!isTold)}
          >
            {t('letters.of_registration')}
          </button>
        </p>
      )}
      <Suspense>{isTold && <RegistrationLetters event={event} registration={row.id} />}</Suspense>
      {mayWrite && <Ways row={row} summary={summary} acts={acts} open={setDialog} />}
      <RefusedLine error={dialog ? null : acts.error} />
      <Suspense>
        {dialog === 'change' && (
          <RegistrationDialog row={row} mostSeats={Math.min(20, summary.capacity ?? 20)} onClose={() => setDialog(null)} />
        )}
        {dialog === 'match' && <MatchDialog row={row} onClose={() => setDialog(null)} />}
        {dialog === 'promote' && <PromoteDialog row={row} summary={summary} onClose={() => setDialog(null)} />}
      </Suspense>
    </li>
  );
}

type WaysProps = RowProps & { acts: ReturnType<typeof useRegistrationActs>; open: (dialog: Dialog) => void };

function Ways({ row, summary, acts, open }: WaysProps) {
  const { t } = useWords();
  const { name } = row;
  const way = (label: 'change' | 'cancel' | 'took' | 'declined' | 'promote' | 'rejoin' | 'choose' | 'make', press: () => void) => (
    <button type="button" className="link" disabled={acts.isWorking} onClick={press} aria-label={t(`registrations.${label}_of`, { name })}>
      {t(`registrations.${label}`)}
    </button>
  );
  const isOn = !summary.is_cancelled;
  return (
    <p className="registration-acts">
      {row.status === 'offered' && isOn && way('took', () => void acts.answer(row.id, true, t('registrations.done_took', { name })))}
      {row.status === 'offered' &&
        isOn &&
        way('declined', () => void acts.answer(row.id, false, t('registrations.done_cancelled', { name })))}
      {row.status === 'waitlisted' && isOn && way('promote', () => open('promote'))}
      {row.status !== 'cancelled' && way('change', () => open('change'))}
      {row.status !== 'cancelled' &&
        !row.came &&
        way('cancel', () => void acts.cancel(row.id, t('registrations.done_cancelled', { name })))}
      {row.status !== 'cancelled' && !row.resident_id && way('choose', () => open('match'))}
      {row.status !== 'cancelled' &&
        !row.resident_id &&
        way('make', () => void acts.makeResident(row.id, t('registrations.done_made', { name })))}
      {row.status === 'cancelled' && isOn && way('rejoin', () => void acts.rejoin(row.id, t('registrations.done_rejoined', { name })))}
    </p>
  );
}
