import '../../../styles/feeds.css';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import { FeedAddress } from './address.tsx';
import { FeedList } from './list.tsx';
import { type FeedKind, type NewFeed, useFeeds } from './use-feeds.ts';

const kinds: FeedKind[] = ['person', 'team', 'district'];

/** Events in one's own calendar program: secret links to make and to revoke, and the public calendar. */
export function SubscribeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { done } = useNotify();
  const { districts } = useReferences();
  const feeds = useFeeds();
  const [feed, setFeed] = useState<NewFeed>({
    kind: 'person',
    district_id: null,
    has_tasks: true,
    has_inquiries: false,
    has_award_reports: false,
  });
  const [made, setMade] = useState<string | null>(null);
  const mine = useRef<HTMLHeadingElement>(null);
  const refusal = feeds.error ? toRefusal(feeds.error) : null;
  const districtError = refusal?.field === 'district_id' ? refusalText(refusal, t) : undefined;

  async function make() {
    const answer = await feeds.make(feed);
    if (answer) setMade(answer.url);
  }

  return (
    <Modal open title={t('feeds.title')} onCancel={onClose} footer={null} width={620} maskClosable={made === null} destroyOnHidden>
      <div className="feeds">
        <p>{t('feeds.lead')}</p>
        <section>
          <h2>{t('feeds.new')}</h2>
          <form
            className="dialog-form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void make();
            }}
          >
            <fieldset className="choices feed-kinds">
              <legend className="visually-hidden">{t('feeds.kind')}</legend>
              {kinds.map((kind) => (
                <label key={kind}>
                  <input type="radio" name="feed-kind" checked={feed.kind === kind} onChange={() => setFeed({ ...feed, kind })} />
                  {t(`feeds.kind_${kind}`)}
                </label>
              ))}
            </fieldset>
            {feed.kind === 'person' && (
              <div className="feed-parts">
                <label className="check">
                  <input
                    type="checkbox"
                    checked={feed.has_tasks}
                    onChange={({ target }) => setFeed({ ...feed, has_tasks: target.checked })}
                  />
                  {t('feeds.with_tasks')}
                </label>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={feed.has_inquiries}
                    onChange={({ target }) => setFeed({ ...feed, has_inquiries: target.checked })}
                  />
                  {t('feeds.with_dues')}
                </label>
              </div>
            )}
            {feed.kind !== 'district' && (
              <label className="check">
                <input
                  type="checkbox"
                  checked={feed.has_award_reports}
                  onChange={({ target }) => setFeed({ ...feed, has_award_reports: target.checked })}
                />
                {t(feed.kind === 'person' ? 'feeds.with_reports' : 'feeds.with_all_reports')}
              </label>
            )}
            {feed.kind === 'district' && (
              <ChoiceField
                label={t('feeds.district')}
                value={feed.district_id}
                placeholder={t('feeds.choose_district')}
                options={districts.filter(({ is_active }) => is_active).map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(district_id) => setFeed({ ...feed, district_id })}
                error={districtError}
              />
            )}
            <RefusedLine error={districtError ? null : feeds.error} />
            <div>
              <Button type="primary" htmlType="submit" loading={feeds.isWorking}>
                {t('feeds.make')}
              </Button>
            </div>
          </form>
          <div role="status">{made && <FeedAddress key={made} label={t('feeds.your_link')} url={made} hint={t('feeds.once')} />}</div>
        </section>
        <section>
          <h2 ref={mine} tabIndex={-1}>
            {t('feeds.mine')}
          </h2>
          {feeds.loadError && <Refused error={feeds.loadError} onRetry={feeds.retry} />}
          {!feeds.mine && !feeds.loadError && <RowSkeleton rows={2} />}
          {feeds.mine?.length === 0 && <p className="secondary">{t('feeds.none')}</p>}
          <FeedList rows={feeds.mine ?? []} isWorking={feeds.isWorking} onRevoke={revoke} />
          {feeds.others.length > 0 && (
            <>
              <h2>{t('feeds.others')}</h2>
              <FeedList withNames rows={feeds.others} isWorking={feeds.isWorking} onRevoke={revoke} />
            </>
          )}
        </section>
        <section>
          <h2>{t('feeds.public')}</h2>
          <FeedAddress label={t('feeds.public_link')} url={`${window.location.origin}/feeds/events.ics`} hint={t('feeds.public_hint')} />
        </section>
      </div>
    </Modal>
  );

  async function revoke({ id }: { id: string }, name: string) {
    if (!(await feeds.revoke(id))) return;
    setMade(null);
    // The button that was pressed goes with its line: the keyboard stays in the list.
    mine.current?.focus();
    done(t('feeds.revoked', { name }));
  }
}
