import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import '../../styles/organizations.css';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import type { MeetingFacts } from '../../../domain/meetings/meeting.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { useRemembered } from '../../shared/recents.ts';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import { useMeeting } from './use-meeting.ts';

/** One meeting: what was decided and said, and what is to be done now. */
export function MeetingShow() {
  const { id = '' } = useParams();
  const record = useMeeting(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={record.facts} />;
}

function Record({ facts }: { facts: MeetingFacts }) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const mayEdit = useAllowed('meetings', 'edit');
  const { meeting, organizations, created_by } = facts;
  const record = { table: 'meetings' as const, id: facts.id };
  useRemembered({ to: `/meetings/${facts.id}`, title: meeting.title, second: format.dateWithYear(meeting.held_on) });
  return (
    <article className="award-record" aria-label={meeting.title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/meetings">{t('meeting.back')}</Link>
        </p>
        <PageTitle title={meeting.title} />
        <p className="event-sentence">{format.fullDate(meeting.held_on)}</p>
        {mayEdit ? (
          <p>
            <Button onClick={() => navigate(`/meetings/${facts.id}/edit`)}>{t('meeting.edit')}</Button>
          </p>
        ) : (
          <p className="secondary">{t('meeting.read_only')}</p>
        )}
      </header>
      <div className="event-overview">
        <section className="event-story" aria-label={meeting.title}>
          <h2>{t('meeting.decisions')}</h2>
          {meeting.decisions ? <p className="lines">{meeting.decisions}</p> : <p className="secondary">{t('meeting.no_decisions')}</p>}
          <RecordTasks record={record} />
          <h2>{t('meeting.notes')}</h2>
          {meeting.notes ? <p className="lines">{meeting.notes}</p> : <p className="secondary">{t('meeting.no_notes')}</p>}
          <RecordFiles record={record} />
          <RecordHistory table="meetings" id={facts.id} />
        </section>
        <div className="event-facts">
          <dl className="facts">
            <div>
              <dt>{t('meeting.organizations')}</dt>
              <dd>
                {organizations.length === 0
                  ? t('award.not_entered')
                  : organizations.map(({ id, name }) => (
                      <span key={id} className="fact-line">
                        <Link to={`/organizations/${id}`}>{name}</Link>
                      </span>
                    ))}
              </dd>
            </div>
            <div>
              <dt>{t('meeting.created_by')}</dt>
              <dd>{created_by?.name ?? t('timeline.somebody')}</dd>
            </div>
          </dl>
        </div>
      </div>
    </article>
  );
}
