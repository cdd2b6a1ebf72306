import type { Change, Interaction } from '../../../domain/inquiries/inquiry.ts';
import { type TimelineEntry, tellTimeline } from '../../../domain/inquiries/timeline.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { MentionedText } from '../../shared/components/mentioned-text.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { initials } from '../../shared/format.ts';
import { useFieldWords } from './field-words.ts';
import type { InquiryRecord } from './use-inquiry.ts';

type TimelineProps = { inquiry: InquiryRecord; interactions: Interaction[]; changes: Change[] };

/** The story: opened, said, changed, closed; oldest first, so that the next step stands at its end. */
export function Timeline({ inquiry, interactions, changes }: TimelineProps) {
  const { format } = useWords();
  const whoIs = useWho();
  return (
    <ol className="timeline">
      {tellTimeline(inquiry, interactions, changes).map((entry) => (
        <li key={entry.key} className={entry.kind === 'interaction' ? 'said' : 'happened'}>
          <span className="who" aria-hidden="true">
            {initials(whoIs(entry.who)) || '·'}
          </span>
          <div className="told">
            <EntryWords entry={entry} inquiry={inquiry} who={whoIs(entry.who)} at={format.instant(entry.at)} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function useWho(): (id: string | null) => string {
  const { t } = useWords();
  const { staff } = useReferences();
  return (id) => (id === null ? t('timeline.program') : (staff.find((one) => one.id === id)?.name ?? t('timeline.somebody')));
}

type EntryProps = { entry: TimelineEntry; inquiry: InquiryRecord; who: string; at: string };

function EntryWords({ entry, inquiry, who, at }: EntryProps) {
  const { t } = useWords();
  const words = useFieldWords();
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
    const sentences = entry.changes.map((change) => words.changed(change));
    if (entry.resolution) sentences.push(t('timeline.resolved', { resolution: t(`resolution.${entry.resolution}` as MessageKey) }));
    return (
      <p className="told-line">
        <b>{who}</b> {sentences.join('; ')} <span className="secondary">{at}</span>
      </p>
    );
  }
  const { interaction } = entry;
  return (
    <>
      <p className="told-line">
        <b>{who}</b> {t(`said.${interaction.kind}`)} <span className="secondary">{at}</span>{' '}
        {interaction.is_public ? (
          <Tag tone="green">{t('timeline.public')}</Tag>
        ) : (
          <span className="secondary">{t('timeline.internal')}</span>
        )}
      </p>
      <p className={interaction.is_public ? 'told-text' : 'told-text told-internal'}>
        <MentionedText text={interaction.body} />
      </p>
    </>
  );
}
