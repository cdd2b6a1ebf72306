import '../../styles/record.css';
import '../../styles/event-record.css';
import '../../styles/awards.css';
import '../../styles/organizations.css';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type InitiativeFacts, type InitiativeStatus, isDecided, needsFile } from '../../../domain/initiatives/initiative.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RecordFiles } from '../../shared/attachments/record-files.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { RecordHistory } from '../../shared/history/record-history.tsx';
import { useActs } from '../../shared/hooks/use-acts.ts';
import { initiativeTones } from '../../shared/initiative-tones.ts';
import { useRemembered } from '../../shared/recents.ts';
import { RecordTasks } from '../../shared/tasks/record-tasks.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { useInitiative } from './use-initiative.ts';

/** One initiative: what is missing, what is proposed, where it stands and where it goes next. */
export function InitiativeShow() {
  const { id = '' } = useParams();
  const record = useInitiative(id);
  if (record.error && !record.facts) return <Refused error={record.error} onRetry={record.retry} />;
  if (!record.facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={record.facts} />;
}

function Record({ facts }: { facts: InitiativeFacts }) {
  const { t, format } = useWords();
  const { initiative: one } = facts;
  const record = { table: 'initiatives' as const, id: facts.id };
  useRemembered({ to: `/initiatives/${facts.id}`, title: one.title, second: t(`initiative.status.${one.status}`) });
  return (
    <article className="award-record" aria-label={one.title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/initiatives">{t('initiative.back')}</Link>
        </p>
        <PageTitle title={one.title} />
        <p className="record-tags">
          <Tag tone={initiativeTones[one.status]}>{t(`initiative.status.${one.status}`)}</Tag>
          <span className="secondary">{t(one.capability ? `initiative.capability.${one.capability}` : `initiative.kind.${one.kind}`)}</span>
          {facts.legislation && <span className="award-number">{facts.legislation.file_number}</span>}
        </p>
        {one.next_step && !one.decided_on && (
          <p className="event-sentence">
            {t('initiative.next', { next: [one.next_step, one.next_on && format.dateWithYear(one.next_on)].filter(Boolean).join(', ') })}
          </p>
        )}
      </header>
      <div className="event-overview">
        <div className="event-verbs">
          <Verbs facts={facts} />
        </div>
        <section className="event-story" aria-label={one.title}>
          <h2>{t('initiative.problem')}</h2>
          {one.problem ? <p className="lines">{one.problem}</p> : <p className="secondary">{t('initiative.no_problem')}</p>}
          <h2>{t('initiative.proposal')}</h2>
          {one.proposal ? <p className="lines">{one.proposal}</p> : <p className="secondary">{t('initiative.no_proposal')}</p>}
          <RecordTasks record={record} isClosed={isDecided(one.status)} />
          <RecordFiles record={record} />
          <RecordHistory table="initiatives" id={facts.id} />
        </section>
        <div className="event-facts">
          <FactList facts={facts} />
        </div>
      </div>
    </article>
  );
}

function Verbs({ facts }: { facts: InitiativeFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const navigate = useNavigate();
  const mayEdit = useAllowed('initiatives', 'edit');
  const acts = useActs(['initiatives', 'tasks']);
  const [asked, setAsked] = useState<InitiativeStatus | null>(null);
  const { initiative: one, ways } = facts;
  if (!mayEdit) return <p className="secondary">{t('initiative.read_only')}</p>;
  async function go(to: InitiativeStatus) {
    if (acts.isWorking) return;
    // A file number or the day of a decision is asked for first.
    if (isDecided(to) || needsFile(one, to)) return setAsked(to);
    await acts.rpc('move_initiative', { p_id: facts.id, p_to: to, p_version: one.version }, ({ act }) =>
      done(t('initiative.moved', { status: t(`initiative.status.${to}`) }), { undo: act }),
    );
  }
  const [first, ...others] = ways;
  return (
    <>
      {first && (
        <Button type={isDecided(one.status) ? 'default' : 'primary'} loading={acts.isWorking} onClick={() => void go(first)}>
          {t(`initiative.verb.${first}`)}
        </Button>
      )}
      <Button onClick={() => navigate(`/initiatives/${facts.id}/edit`)}>{t('initiative.edit')}</Button>
      <span className="verb-links">
        {others.map((to) => (
          <button key={to} type="button" className="link" onClick={() => void go(to)}>
            {t(`initiative.verb.${to}`)}
          </button>
        ))}
      </span>
      <RefusedLine error={acts.error} />
      {asked && <MoveDialog facts={facts} to={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function FactList({ facts }: { facts: InitiativeFacts }) {
  const { t, format } = useWords();
  const { initiative: one, owner, program, legislation, organizations } = facts;
  return (
    <dl className="facts">
      <Fact label={t('initiative.owner')}>{owner?.name ?? t('changes.nobody')}</Fact>
      <Fact label={t('initiative.organizations')}>
        {organizations.length === 0
          ? t('award.not_entered')
          : organizations.map(({ id, name }) => (
              <span key={id} className="fact-line">
                <Link to={`/organizations/${id}`}>{name}</Link>
              </span>
            ))}
      </Fact>
      {program && (
        <Fact label={t('initiative.program')}>
          <Link to={`/programs/${program.id}`}>{program.name}</Link>
        </Fact>
      )}
      {legislation && (
        <Fact label={t('initiative.file')}>
          <Link to={`/legislation/${legislation.id}`}>{legislation.file_number}</Link>
          <span className="secondary fact-more">{legislation.title}</span>
        </Fact>
      )}
      <Fact label={t('initiative.proposed_on')}>{format.dateWithYear(one.proposed_on)}</Fact>
      {one.decided_on && <Fact label={t('initiative.decided_on')}>{format.dateWithYear(one.decided_on)}</Fact>}
      <Fact label={t('initiative.sections')}>
        {[one.primary_section, ...one.sections.filter((section) => section !== one.primary_section)]
          .map((section) => `§ ${section}`)
          .join(', ')}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
