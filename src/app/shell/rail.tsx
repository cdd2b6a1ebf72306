import { NavLink, useLocation } from 'react-router';
import { emptyInquiryQuery } from '../../domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../domain/inquiries/rpc-query.ts';
import { addDays } from '../../domain/shared/dates.ts';
import { openingAddress } from '../../domain/shared/saved-view.ts';
import { Mark } from '../boot/front.tsx';
import type { MessageKey } from '../i18n/translate.ts';
import { useWords } from '../providers/i18n.tsx';
import { useAllowed, useToday } from '../providers/office.tsx';
import { useOwnPreferences } from '../providers/own-preferences.ts';
import { useReferences } from '../providers/references.tsx';
import { formatCount } from '../shared/format.ts';
import { useCount } from '../shared/hooks/use-count.ts';

/** `also`: pages under another address that belong to it. */
type Entry = { to: string; label: MessageKey; also?: string };

const work: Entry[] = [
  { to: '/', label: 'nav.home' },
  { to: '/inquiries', label: 'nav.inquiries', also: '/records-requests' },
  { to: '/referrals', label: 'nav.referrals' },
  { to: '/events', label: 'nav.calendar' },
  { to: '/programs', label: 'nav.programs', also: '/applications' },
  { to: '/organizations', label: 'nav.organizations', also: '/initiatives' },
  { to: '/language-encounters', label: 'nav.language_encounters' },
  { to: '/campaigns', label: 'nav.campaigns', also: '/mailing-lists' },
  { to: '/awards', label: 'nav.awards', also: '/opportunities' },
  { to: '/tasks', label: 'nav.tasks' },
  { to: '/residents', label: 'nav.residents' },
  { to: '/reports', label: 'nav.reports' },
];
const reference: Entry[] = [
  { to: '/map', label: 'nav.map' },
  { to: '/service-requests', label: 'nav.service_requests' },
  { to: '/legislation', label: 'nav.legislation' },
  { to: '/topics', label: 'nav.topics' },
];

/** Every page that the rail leads to; the search finds the same ones. */
export const pages: readonly Entry[] = [...work, ...reference, { to: '/settings', label: 'settings.title' }];

/** The way through the house, in words, with the number of open inquiries. */
export function Rail() {
  const { t } = useWords();
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <p className="rail-brand">
        <Mark />
        Rotunda
      </p>
      <div>
        <ul>
          {work.map((entry) => (
            <RailEntry key={entry.to} {...entry} />
          ))}
        </ul>
        <h2 className="rail-heading">{t('nav.reference')}</h2>
        <ul>
          {reference.map((entry) => (
            <RailEntry key={entry.to} {...entry} />
          ))}
        </ul>
      </div>
      <ul className="rail-foot">
        <RailEntry to="/settings" label="settings.title" />
      </ul>
    </nav>
  );
}

function RailEntry({ to, label, also }: Entry) {
  const { t } = useWords();
  const { views } = useOwnPreferences().preferences;
  const isAlso = useLocation().pathname.startsWith(also ?? '//');
  return (
    <li>
      <NavLink
        to={openingAddress(to, views)}
        end={to === '/'}
        className={({ isActive }) => `rail-entry${isActive || isAlso ? ' active' : ''}`}
      >
        <span>{t(label)}</span>
        {to === '/inquiries' && <OpenCount />}
        {to === '/tasks' && <DueCount />}
      </NavLink>
    </li>
  );
}

function OpenCount() {
  const { t, format } = useWords();
  const { rpc } = useReferences();
  const { sort: _sort, descending: _descending, ...asked } = toInquiryRpcQuery({ ...emptyInquiryQuery, isOpen: true }, rpc);
  const count = useCount('inquiries', asked);
  if (count === null) return null;
  return (
    <>
      <span className="rail-count" aria-hidden="true">
        {formatCount(count, format)}
      </span>
      <span className="visually-hidden">{t('nav.open_count', { count: formatCount(count, format) })}</span>
    </>
  );
}

/** The reader's tasks that are due; nothing when none is, for then nothing has to be said. */
function DueCount() {
  const { t, format } = useWords();
  const today = useToday();
  const count = useCount('tasks', { filters: { mine: true, due_before: addDays(today, 1) } });
  if (!count) return null;
  return (
    <>
      <span className="rail-count" aria-hidden="true">
        {formatCount(count, format)}
      </span>
      <span className="visually-hidden">{t('nav.due_count', { count: formatCount(count, format) })}</span>
    </>
  );
}

/**
 * The four that fit at the thumb; the rest is in the reader's menu. Who plans events has them on the phone out there; who takes
 * calls has the people.
 */
const atThumb = (plansEvents: boolean) =>
  work.filter(({ to }) => ['/', '/inquiries', '/tasks', plansEvents ? '/events' : '/residents'].includes(to));

/** The four ways of the rail at the thumb. */
export function BottomBar() {
  const { t } = useWords();
  const plansEvents = useAllowed('events', 'create');
  const { views } = useOwnPreferences().preferences;
  return (
    <nav className="bottom-bar" aria-label={t('nav.label_phone')}>
      {atThumb(plansEvents).map(({ to, label }) => (
        <NavLink key={to} to={openingAddress(to, views)} end={to === '/'}>
          {t(label)}
        </NavLink>
      ))}
    </nav>
  );
}
