import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { CreditsOf } from '../../../domain/awards/performance.ts';
import type { Interaction } from '../../../domain/inquiries/inquiry.ts';
import { type TimelineEntry, tellTimeline } from '../../../domain/inquiries/timeline.ts';
import type { HistoryNames } from '../../../domain/shared/history.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { MentionedText } from '../../shared/components/mentioned-text.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { useCredits } from '../../shared/credits/use-credits.ts';
import { initials } from '../../shared/format.ts';
import { useActWords } from '../../shared/history/act-words.ts';
import { useFieldWords } from '../../shared/history/field-words.ts';
import { UndoLink } from '../../shared/history/undo-link.tsx';
import type { useHistory } from '../../shared/history/use-history.ts';
import { MailLine } from './mail-line.tsx';
import type { InquiryRecord } from './use-inquiry.ts';
import { useRelated } from './use-related.ts';

const CreditLine = lazy(async () => ({ default: (await import('../../shared/credits/credit-line.tsx')).CreditLine }));

type TimelineProps = { inquiry: InquiryRecord; interactions: Interaction[]; history: ReturnType<typeof useHistory> };

/** The story: opened, said, changed, closed; oldest first, so that the next step stands at its end. */
export function Timeline({ inquiry, interactions, history }: TimelineProps) {
  const { t, format } = useWords();
  const { who } = useActWords(history.known);
  const credits = useCredits('inquiries', inquiry.id);
  return (
    <>
      {history.more && (
        <button type="button" className="link" onClick={history.more}>
          {t('history.earlier')}
        </button>
      )}
      <ol className="timeline">
        {tellTimeline(inquiry, interactions, history.acts ?? [], inquiry.answers).map((entry) => (
          <li key={entry.key} className={classOf(entry)}>
            <span className="who" aria-hidden="true">
              {(entry.kind !== 'answer' && initials(who(entry.who))) || '·'}
            </span>
            <div className="told">
              <EntryWords entry={entry} inquiry={inquiry} known={history.known} who={who(entry.who)} at={format.instant(entry.at)} />
              {entry.kind === 'interaction' && credits && <ContactCredits id={entry.interaction.id} credits={credits} />}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What a contact counts for; nothing is loaded where no grant could count it. */
function ContactCredits({ id, credits }: { id: string; credits: CreditsOf }) {
  const record = credits.records.find((one) => one.id === id);
  if (!record || record.credits.length + record.offered.length === 0) return null;
  return (
    <Suspense>
      <CreditLine table="interactions" record={record} measures={credits.measures} />
    </Suspense>
  );
}

function classOf(entry: TimelineEntry): string {
  if (entry.kind === 'interaction' || entry.kind === 'answer') return 'said';
  return entry.kind === 'change' && entry.act.undone ? 'happened happened-undone' : 'happened';
}

/** Where it was said, when that was an inquiry that repeats this one. */
function SaidOn({ inquiry, id }: { inquiry: InquiryRecord; id: string }) {
  const { t } = useWords();
  const number = useRelated(inquiry.id)?.duplicates.find((one) => one.id === id)?.number;
  return number ? (
    <>
      <Link to={`/inquiries/${id}`} className="link">
        {t('timeline.on', { number })}
      </Link>{' '}
    </>
  ) : null;
}

type EntryProps = { entry: TimelineEntry; inquiry: InquiryRecord; known: HistoryNames; who: string; at: string };

function EntryWords({ entry, inquiry, known, who, at }: EntryProps) {
  const { t } = useWords();
  const fields = useFieldWords(known);
  const words = useActWords(known);
  if (entry.kind === 'opened') {
    const text = inquiry.source_system
      ? t('timeline.imported', { system: inquiry.source_system, key: inquiry.source_key ?? '' })
      : t('timeline.opened', { channel: t(`channel.${inquiry.channel}`) });
    return (
      <p className="told-line">
        <b>{who}</b> {text} <span className="secondary">{at}</span>
      </p>
    );
  }
  if (entry.kind === 'change') {
    const told = entry.changes.map((change) => fields.changed(change));
    if (entry.resolution) told.push(t('timeline.resolved', { resolution: t(`resolution.${entry.resolution}` as MessageKey) }));
    told.push(...entry.parts.flatMap((part) => words.sentences(part, false)));
    const what = [words.headline(entry.act), told.join('; ')].filter(Boolean).join(': ');
    return (
      <p className="told-line">
        <b>{who}</b> {what}{' '}
        <span className="told-foot">
          <span className="secondary">{at}</span> <UndoLink act={entry.act} what={what} />
        </span>
      </p>
    );
  }
  if (entry.kind === 'answer') {
    return (
      <>
        <p className="told-line">
          <b>{t('answer.resident')}</b> {t(`answer.said_${entry.answer}`)} <span className="secondary">{at}</span>
        </p>
        {entry.words && <p className="told-text told-internal lines">{entry.words}</p>}
      </>
    );
  }
  const { interaction } = entry;
  return (
    <>
      <p className="told-line">
        <b>{who}</b> {t(`said.${interaction.kind}`)} <span className="secondary">{at}</span>{' '}
        {interaction.inquiry_id !== inquiry.id && <SaidOn inquiry={inquiry} id={interaction.inquiry_id} />}
        {interaction.is_public ? (
          <Tag tone="green">{t('timeline.public')}</Tag>
        ) : (
          <span className="secondary">{t('timeline.internal')}</span>
        )}
      </p>
      <p className={interaction.is_public ? 'told-text' : 'told-text told-internal'}>
        <MentionedText text={interaction.body} />
      </p>
      {interaction.kind === 'email' && <MailLine inquiryId={interaction.inquiry_id} interactionId={interaction.id} />}
    </>
  );
}
