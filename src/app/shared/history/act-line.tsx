import { Link } from 'react-router';
import type { HistoryNames, HistorySet } from '../../../domain/shared/history.ts';
import { useWords } from '../../providers/i18n.tsx';
import { initials } from '../format.ts';
import { useActWords } from './act-words.ts';
import { isCounted } from './award-words.ts';
import { UndoLink } from './undo-link.tsx';

type ActLineProps = {
  act: HistorySet;
  known: HistoryNames;
  /** The record whose history this is: it is not named again in each sentence. */
  own?: { table: string; id: string };
};

/** Records that have a page of their own, by the table of the act. */
const pages: Record<string, (id: string) => string> = {
  inquiries: (id) => `/inquiries/${id}`,
  residents: (id) => `/residents/${id}`,
  events: (id) => `/events/${id}`,
  campaigns: (id) => `/campaigns/${id}`,
  awards: (id) => `/awards/${id}`,
  opportunities: (id) => `/opportunities/${id}`,
  organizations: (id) => `/organizations/${id}`,
  programs: (id) => `/programs/${id}`,
  referrals: (id) => `/referrals/${id}`,
  applications: (id) => `/applications/${id}`,
  language_encounters: (id) => `/language-encounters/${id}`,
  translation_requests: (id) => `/language-encounters/translations/${id}`,
  legislation: (id) => `/legislation/${id}`,
  answer_cards: (id) => `/answers/${id}`,
  meetings: (id) => `/meetings/${id}`,
  initiatives: (id) => `/initiatives/${id}`,
  reports: (id) => `/reports/${id}`,
};

/** The first three records of an act that are still there, with where they are. */
function recordsOf(act: HistorySet, known: HistoryNames): { to: string; name: string }[] {
  const found = new Map<string, string>();
  for (const change of act.changes) {
    const [table, id] = [change.parent_table ?? change.table, change.parent ?? change.record];
    const [to, name] = [pages[table]?.(id), known.names[table]?.[id]];
    if (to && name) found.set(to, name);
  }
  return [...found].slice(0, 3).map(([to, name]) => ({ to, name }));
}

/** An address that first joins or leaves a list is known from then on: that is told by the list. */
const changesTold = ({ changes }: HistorySet) =>
  changes.some(({ table }) => table === 'subscriptions')
    ? changes.filter(({ table, action }) => table !== 'subscribers' || action !== 'insert')
    : changes;

/** One act in a line: who, what, when, and the way back. */
export function ActLine({ act, known, own }: ActLineProps) {
  const { t, format } = useWords();
  const words = useActWords(known);
  const who = words.who(act.staff_id);
  const headline = words.headline(act);
  const total = act.counts.reduce((sum, one) => sum + one.count, 0);
  const isTold = total <= act.changes.length;
  const counted = isCounted(act);
  const told = isTold
    ? [
        ...changesTold(act)
          .filter((change) => !counted(change))
          .flatMap((change) => words.sentences(change, change.table === own?.table && change.record === own.id)),
        ...words.counted({ ...act, counts: act.counts.filter(counted) }),
      ]
    : words.counted(act);
  const records = recordsOf(act, known);
  const what = [headline, told.join('; ')].filter(Boolean).join(': ') || t('history.nothing_told');
  return (
    <li className={act.undone ? 'happened happened-undone' : 'happened'}>
      <span className="who" aria-hidden="true">
        {initials(who) || '·'}
      </span>
      <p className="told told-line">
        <span>
          <b>{who}</b> {what}
        </span>{' '}
        <span className="told-foot">
          <span className="secondary">{format.instant(act.created_at)}</span>
          {!own &&
            records.map(({ to, name }) => (
              <Link key={to} to={to} className="secondary">
                {name}
              </Link>
            ))}
          <UndoLink act={act} what={what} />
        </span>
      </p>
    </li>
  );
}
