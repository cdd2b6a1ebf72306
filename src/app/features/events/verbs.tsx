import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { EventRecord, EventStatus } from '../../../domain/events/event.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { now } from '../../shared/clock.ts';
import { KeyHint } from '../../shared/components/key-hint.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { useShortcut } from '../../shared/hooks/use-shortcut.ts';
import type { useEventActs } from './actions.ts';
import { useCalendarSearch } from './calendar/search.ts';

type VerbsProps = {
  event: EventRecord;
  acts: ReturnType<typeof useEventActs>;
  isDialogOpen: boolean;
  onCancel: () => void;
  onTemplate: () => void;
  onRepeat: () => void;
};

type VerbKey = 'plan_again' | 'hold' | 'confirm' | 'unconfirm' | 'unhold' | 'unpublish' | 'publish' | 'template' | 'repeat' | 'cancel';

/** What can be done next: the likely one as a button, the others in words. Who may only read is told so instead. */
export function Verbs({ event, acts, isDialogOpen, onCancel, onTemplate, onRepeat }: VerbsProps) {
  const { t } = useWords();
  const { done, refused } = useNotify();
  const navigate = useNavigate();
  const mayEdit = useAllowed('events', 'edit');
  const calendar = useCalendarSearch();
  const edit = `/events/${event.id}/edit${calendar()}`;
  useShortcut((key) => {
    if (key !== 'e' || !mayEdit) return false;
    navigate(edit);
    return true;
  });
  const link = event.published_at && event.slug ? `${location.origin}/e/${event.slug}` : null;
  const copy = async () => {
    if (!link) return;
    try {
      await navigator.clipboard.writeText(link);
      done(t('event.link_copied'));
    } catch {
      refused(t('event.link_not_copied', { link }));
    }
  };
  const mayCheckIn = useAllowed('events', 'open') && event.status !== 'cancelled';
  // The door is a page of its own, which works without a network: the browser goes there.
  const door = mayCheckIn && <a href={`/events/${event.id}/door`}>{t('event.verb.door')}</a>;
  const copyLink = link && (
    <button type="button" className="link" onClick={() => void copy()}>
      {t('event.verb.copy_link')}
    </button>
  );
  if (!mayEdit) {
    return (
      <div className="verbs">
        <p className="secondary">{t('event.read_only')}</p>
        {(copyLink || door) && (
          <div className="verb-links">
            {door}
            {copyLink}
          </div>
        )}
      </div>
    );
  }
  const hasBegun = Date.parse(event.starts_at) <= Date.parse(now());
  const set = async (status: EventStatus) => {
    const saved = await acts.setStatus(event.id, status);
    if (saved) done(t('event.status_done', { status: t(`event.status.${status}`) }), { undo: saved.act });
  };
  const publish = async (isPublished: boolean) => {
    const saved = await acts.publish(event.id, isPublished);
    if (saved) done(t(isPublished ? 'event.published_done' : 'event.unpublished_done'), { undo: saved.act });
  };
  const main: { key: VerbKey; status: EventStatus } | null =
    event.status === 'cancelled'
      ? { key: 'plan_again', status: 'planned' }
      : event.status === 'held'
        ? null
        : hasBegun
          ? { key: 'hold', status: 'held' }
          : event.status === 'planned'
            ? { key: 'confirm', status: 'confirmed' }
            : null;
  const isOpen = event.status === 'planned' || event.status === 'confirmed';
  const others: { key: VerbKey; isOffered: boolean; act: () => void }[] = [
    { key: 'confirm', isOffered: event.status === 'planned' && hasBegun, act: () => void set('confirmed') },
    { key: 'unconfirm', isOffered: event.status === 'confirmed', act: () => void set('planned') },
    { key: 'unhold', isOffered: event.status === 'held', act: () => void set('confirmed') },
    { key: 'unpublish', isOffered: event.published_at !== null, act: () => void publish(false) },
    { key: 'publish', isOffered: event.published_at === null && event.status !== 'cancelled', act: () => void publish(true) },
    { key: 'repeat', isOffered: isOpen && event.series_id === null, act: onRepeat },
    { key: 'template', isOffered: true, act: onTemplate },
    { key: 'cancel', isOffered: isOpen, act: onCancel },
  ];
  return (
    <div className="verbs">
      {main && (
        <Button type="primary" block loading={acts.isWorking} onClick={() => void set(main.status)}>
          {t(`event.verb.${main.key}`)}
        </Button>
      )}
      <Button block onClick={() => navigate(edit)} aria-keyshortcuts="e">
        <span>{t('event.edit')}</span>
        <KeyHint keys="E" />
      </Button>
      <div className="verb-links">
        {door}
        {copyLink}
        <Link to={`/events/create${calendar({ from: event.id })}`}>{t('event.verb.duplicate')}</Link>
        {others
          .filter(({ isOffered }) => isOffered)
          .map(({ key, act }) => (
            <button
              key={key}
              type="button"
              className={key === 'cancel' ? 'link link-brick' : 'link'}
              disabled={acts.isWorking}
              onClick={act}
            >
              {t(`event.verb.${key}`)}
            </button>
          ))}
      </div>
      {!isDialogOpen && <RefusedLine error={acts.error} />}
    </div>
  );
}
