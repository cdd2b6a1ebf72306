import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type StoryEntry, type StoryMail, tellAct } from '../../../domain/inquiries/timeline.ts';
import type { Mode, Outcome, UnmetReason } from '../../../domain/language-encounters/encounter.ts';
import type { HistoryNames } from '../../../domain/shared/history.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { MentionedText } from '../../shared/components/mentioned-text.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useEncounterWords } from '../../shared/encounters/encounter-words.ts';
import { useActWords } from '../../shared/history/act-words.ts';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { UndoLink } from '../../shared/history/undo-link.tsx';
import { useClockWords } from './clock-words.ts';
import { Fate } from './fate.tsx';
import { MailLine } from './mail-line.tsx';

type OfKind<Kind extends StoryEntry['kind']> = Extract<StoryEntry, { kind: Kind }>;

/** One entry of the story in words. */
export function EntryWords({ entry, known }: { entry: StoryEntry; known: HistoryNames }) {
  switch (entry.kind) {
    case 'act':
      return <ActWords entry={entry} known={known} />;
    case 'said':
      return <SaidWords entry={entry} />;
    case 'mail':
      return (
        <>
          <Line entry={entry} name={writerOf(entry.mail)}>
            <Said what="email" />
          </Line>
          <MailLine mail={entry.mail} isWhole />
        </>
      );
    case 'answer':
      return <AnswerWords entry={entry} />;
    case 'referral':
      return <ReferralWords entry={entry} />;
    case 'escalation':
      return <EscalationWords entry={entry} />;
    default:
      return <ThingWords entry={entry} />;
  }
}

/** Who, what, when, and where it was when that was another inquiry. */
function Line({ entry, name, children, after }: { entry: StoryEntry; name?: string | null; children: ReactNode; after?: ReactNode }) {
  const { t, format } = useWords();
  const { who } = useActWords({ names: {}, references: {} });
  return (
    <p className="told-line">
      <b>{name ?? who(entry.who)}</b> {children} <span className="secondary">{format.instant(entry.at)}</span>
      {entry.on && (
        <>
          {' '}
          <Link to={`/inquiries/${entry.on.id}`} className="link">
            {t('timeline.on', { number: entry.on.number })}
          </Link>
        </>
      )}
      {after && <> {after}</>}
    </p>
  );
}

function Said({ what }: { what: OfKind<'said'>['said'] }) {
  const { t } = useWords();
  return <>{t(`said.${what}`)}</>;
}

/** Who wrote a mail that came in. */
const writerOf = (mail: StoryMail | null): string | null => (mail?.direction === 'in' ? mail.from_name || mail.from_address : null);

function SaidWords({ entry }: { entry: OfKind<'said'> }) {
  const { t } = useWords();
  return (
    <>
      <Line
        entry={entry}
        name={writerOf(entry.mail)}
        after={
          entry.is_public ? <Tag tone="green">{t('timeline.public')}</Tag> : <span className="secondary">{t('timeline.internal')}</span>
        }
      >
        <Said what={entry.said} />
      </Line>
      <p className={entry.is_public ? 'told-text' : 'told-text told-internal'}>
        <MentionedText text={entry.body} />
      </p>
      {entry.mail && <MailLine mail={entry.mail} />}
      {entry.cards.map((card) => (
        <p key={`${card.id}${card.number}${card.language}`} className="secondary">
          {t('story.card')} <Link to={`/answers/${card.id}`}>{card.title}</Link> · {t('answers.edition', { number: card.number })}
        </p>
      ))}
    </>
  );
}

function ActWords({ entry, known }: { entry: OfKind<'act'>; known: HistoryNames }) {
  const { t, format } = useWords();
  const fields = useFieldWords(known);
  const words = useActWords(known);
  const { act } = entry;
  const found = tellAct(act);
  if (!found) return null;
  const told = found.changes.map((change) => fields.changed(change));
  if (found.resolution) told.push(t('timeline.resolved', { resolution: t(`resolution.${found.resolution}` as MessageKey) }));
  // Who is on it answers several steps at once, and says it once.
  told.push(...new Set(found.parts.flatMap((part) => words.sentences(part, false))));
  const what = [words.headline(act), told.join('; ')].filter(Boolean).join(': ');
  return (
    <p className="told-line">
      <b>{words.who(entry.who)}</b> {what}{' '}
      <span className="told-foot">
        <span className="secondary">{format.instant(entry.at)}</span> <UndoLink act={act} what={what} />
      </span>
    </p>
  );
}

function AnswerWords({ entry }: { entry: OfKind<'answer'> }) {
  const { t } = useWords();
  return (
    <>
      <Line entry={entry} name={entry.person ?? t('answer.resident')}>
        {t(`answer.said_${entry.answer}`)}
      </Line>
      {entry.words && <p className="told-text told-internal lines">{entry.words}</p>}
    </>
  );
}

function ReferralWords({ entry }: { entry: OfKind<'referral'> }) {
  const { t } = useWords();
  const name = entry.who === null && entry.receiver !== null ? entry.receiver || entry.organization : null;
  return (
    <>
      <Line entry={entry} name={name}>
        <Link to={`/referrals/${entry.referral_id}`}>
          {t('story.referral', { number: entry.number, organization: entry.organization })}
        </Link>
        : {t(`told.referral.step.${entry.step}`)}
      </Line>
      {entry.body && <p className="told-text told-internal lines">{entry.body}</p>}
    </>
  );
}

/** Whom a clock that ran out was brought to, and who is on it since. */
function EscalationWords({ entry }: { entry: OfKind<'escalation'> }) {
  const { t } = useWords();
  const { who } = useActWords({ names: {}, references: {} });
  const { at, work } = useClockWords();
  const told = t(`story.escalated_${entry.clock}`, { names: entry.told_to.map(who).join(', '), due: at(entry.due_at) });
  const { acknowledged_by: by, acknowledged_at: since } = entry;
  return (
    <Line
      entry={entry}
      after={
        since && (
          <span className="secondary">· {t('escalation.known', { name: by ? who(by) : t('timeline.somebody'), at: at(since) })}</span>
        )
      }
    >
      {entry.after_minutes > 0 ? t('story.escalated_step', { told, after: work(entry.after_minutes) }) : told}
    </Line>
  );
}

/** What is told in a line alone. */
function ThingWords({ entry }: { entry: OfKind<'opened' | 'file' | 'task' | 'encounter' | 'letter' | 'request' | 'report' | 'packet'> }) {
  const { t, tn, format } = useWords();
  const encounters = useEncounterWords();
  switch (entry.kind) {
    case 'opened':
      return (
        <Line entry={entry}>
          {entry.source_system
            ? t('timeline.imported', { system: entry.source_system, key: entry.source_key ?? '' })
            : t('timeline.opened', { channel: t(`channel.${entry.channel}`) })}
        </Line>
      );
    case 'file':
      return <Line entry={entry}>{t('story.file', { name: entry.name })}</Line>;
    case 'task':
      return <Line entry={entry}>{t(entry.done_at ? 'story.task_done' : 'story.task', { name: entry.name })}</Line>;
    case 'encounter': {
      const { language, dialect, mode, outcome, unmet_reason, minutes } = entry;
      const told = [
        encounters.title({ language, dialect, mode: mode as Mode }),
        encounters.outcome(outcome as Outcome, unmet_reason as UnmetReason | null),
        minutes !== null && t('encounter.minutes', { count: format.number(minutes) }),
      ];
      return <Line entry={entry}>{t('story.encounter', { told: told.filter(Boolean).join(' · ') })}</Line>;
    }
    case 'letter':
      return (
        <Line entry={entry} after={<Fate delivery={entry.delivery} />}>
          {t(entry.letter === 'inquiry.closed' ? 'story.letter_closed' : 'story.letter', { name: entry.to })}
        </Line>
      );
    case 'request':
      return (
        <Line entry={entry} name={t('story.request', { number: entry.number })}>
          {[entry.issue, t(entry.is_open ? 'story.request_open' : 'story.request_closed'), entry.status].filter(Boolean).join(' · ')}
        </Line>
      );
    case 'packet':
      return <Line entry={entry}>{tn('story.packet', entry.places, { number: entry.number, profile: entry.profile })}</Line>;
    default: {
      const name = t('reports.edition', { month: format.month(entry.month), edition: entry.edition });
      return (
        <Line entry={entry}>
          {t(
            entry.counted.length > 1 ? 'story.report_both' : entry.counted[0] === 'closed' ? 'story.report_closed' : 'story.report_opened',
          )}{' '}
          <Link to={`/reports/${entry.report_id}`}>{name}</Link>
        </Line>
      );
    }
  }
}
