import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AfterIssue } from '../../../../domain/events/after.ts';
import { isOver } from '../../../../domain/inquiries/status.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import type { AfterPart } from './after.tsx';
import { AfterNewIssue } from './new-issue.tsx';

/** What people said: noted in a line, made an inquiry in a click, alone or several at once; then what became of it. */
export function AfterIssues({ event, after, facts }: AfterPart) {
  const { t, tn } = useWords();
  const { done } = useNotify();
  const mayNote = useAllowed('attendances', 'create');
  const [chosen, setChosen] = useState<string[]>([]);
  const open = facts.issues.filter((one) => !one.inquiry);
  const ready = open.filter((one) => one.topic_id && chosen.includes(one.id)).map((one) => one.id);
  async function make(ids: string[]) {
    const act = await after.makeInquiries(ids);
    if (!act) return;
    // What was chosen meanwhile stays chosen.
    setChosen((now) => now.filter((id) => !ids.includes(id)));
    done(tn('after.issues_made', ids.length), { undo: act });
  }
  return (
    <section className="after-part" aria-label={t('after.issues')}>
      <h2>{t('after.issues')}</h2>
      {facts.issues.length === 0 && <p className="secondary">{t('after.issues_none')}</p>}
      <ul className="after-issues">
        {facts.issues.map((one) => (
          <li key={one.id}>
            {mayNote && !one.inquiry && open.length > 1 && (
              <Checkbox
                aria-label={t('after.issue_choose', { words: one.words })}
                disabled={!one.topic_id}
                checked={chosen.includes(one.id)}
                onChange={({ target }) => setChosen((now) => (target.checked ? [...now, one.id] : now.filter((id) => id !== one.id)))}
              />
            )}
            <div>
              <p className="after-words">{one.words}</p>
              <p className="secondary">
                {[one.topic, one.voices > 1 ? tn('after.issue_voices', one.voices) : '', one.who].filter(Boolean).join(' · ')}
              </p>
              {mayNote && !one.inquiry && !one.topic_id && <TopicOf issue={one} after={after} />}
            </div>
            {one.inquiry ? (
              <InquiryOf inquiry={one.inquiry} />
            ) : (
              mayNote && (
                <p className="after-acts">
                  <Button
                    disabled={!one.topic_id || after.isWorking}
                    title={one.topic_id ? undefined : t('after.issue_needs_topic')}
                    onClick={() => void make([one.id])}
                  >
                    {t('after.issue_make')}
                  </Button>
                  <button
                    type="button"
                    className="link"
                    aria-label={t('after.issue_remove', { words: one.words })}
                    onClick={async () => {
                      const act = await after.removeIssue(one.id);
                      if (act) done(t('after.issue_removed'), { undo: act });
                    }}
                  >
                    {t('after.remove')}
                  </button>
                </p>
              )
            )}
          </li>
        ))}
      </ul>
      {mayNote && ready.length > 1 && (
        <p>
          <Button type="primary" loading={after.isWorking} onClick={() => void make(ready)}>
            {tn('after.issues_make', ready.length)}
          </Button>
        </p>
      )}
      {mayNote && <AfterNewIssue key={event.id} event={event} after={after} facts={facts} />}
    </section>
  );
}

/** An issue without a topic cannot be answered: it is chosen where it is missing. */
function TopicOf({ issue, after }: { issue: AfterIssue; after: AfterPart['after'] }) {
  const { t } = useWords();
  const { topics } = useReferences();
  return (
    <ChoiceField
      label={t('after.issue_needs_topic')}
      value={null}
      options={topics.filter((one) => one.is_active).map((one) => ({ value: one.id, label: one.name }))}
      onChange={(topic_id) => void after.noteIssue({ topic_id }, issue.id)}
    />
  );
}

function InquiryOf({ inquiry }: { inquiry: NonNullable<AfterIssue['inquiry']> }) {
  const { t } = useWords();
  return (
    <p className="after-acts">
      <Link to={`/inquiries/${inquiry.id}`}>{t('after.issue_inquiry', { number: inquiry.number })}</Link>
      <span className={isOver(inquiry.status) ? 'done' : 'secondary'}>
        {t((inquiry.resolution_code ? `resolution.${inquiry.resolution_code}` : `status.${inquiry.status}`) as MessageKey)}
      </span>
    </p>
  );
}
