import '../../../styles/record.css';
import '../../../styles/event-record.css';
import '../../../styles/awards.css';
import '../../../styles/language.css';
import { useCustom } from '@refinedev/core';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { TranslationFacts } from '../../../../domain/language-encounters/translation.ts';
import { readDraft, writeDraft } from '../../../providers/drafts.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { RecordFiles } from '../../../shared/attachments/record-files.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused, RefusedLine } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { useEncounterWords } from '../../../shared/encounters/encounter-words.ts';
import { translationTones } from '../../../shared/encounters/translation-tones.ts';
import { useLanguageActs } from '../../../shared/encounters/use-encounters.ts';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { RecordHistory } from '../../../shared/history/record-history.tsx';
import { RecordTasks } from '../../../shared/tasks/record-tasks.tsx';

const TranslationDialog = lazy(async () => ({
  default: (await import('../../../shared/encounters/translation-dialog.tsx')).TranslationDialog,
}));

/** One translation: its versions, what their reader found, and what is next. */
export function TranslationShow() {
  const { id = '' } = useParams();
  const { query } = useCustom<TranslationFacts>({
    url: 'translation_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: ['translation_requests', 'translation_versions'] } },
  });
  const facts = query.data?.data;
  if (query.error && !facts) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!facts) return <RowSkeleton rows={6} />;
  return <Record key={id} facts={facts} />;
}

function Record({ facts }: { facts: TranslationFacts }) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const { languageName } = useEncounterWords();
  const acts = useLanguageActs();
  const mayEdit = useAllowed('translation_requests', 'edit');
  const [isEditing, setEditing] = useState(false);
  const { translation: one } = facts;
  const record = { table: 'translation_requests' as const, id: facts.id };
  const isOver = one.status === 'done' || one.status === 'cancelled';
  const links = [
    facts.inquiry && { to: `/inquiries/${facts.inquiry.id}`, name: `${facts.inquiry.number} ${facts.inquiry.subject}` },
    facts.event && { to: `/events/${facts.event.id}`, name: facts.event.title },
    facts.program && { to: `/programs/${facts.program.id}`, name: facts.program.name },
  ].filter((one) => one !== null);
  const cancel = (is_cancelled: boolean) =>
    acts.rpc('save_translation', { p_translation: { is_cancelled }, p_id: facts.id, p_version: one.version }, ({ act }) =>
      done(t(is_cancelled ? 'translation.was_cancelled' : 'translation.taken_up'), { undo: act }),
    );
  return (
    <article className="award-record" aria-label={one.title}>
      <header className="award-head">
        <p className="record-back-always">
          <Link to="/language-encounters/translations">{t('translations.title')}</Link>
        </p>
        <PageTitle title={one.title} />
        <p className="record-tags">
          <Tag tone={translationTones[one.status]}>{t(`translation.status.${one.status}`)}</Tag>
          <Tag tone="violet">{languageName(one.language)}</Tag>
          {one.is_vital && <Tag tone="violet">{t('translation.vital')}</Tag>}
        </p>
      </header>
      <div className="event-overview">
        <div className="event-verbs translation-verbs">
          {!mayEdit && <p className="secondary">{t('translation.read_only')}</p>}
          {mayEdit && <Button onClick={() => setEditing(true)}>{t('translation.edit')}</Button>}
          {mayEdit && !isOver && (
            <Button loading={acts.isWorking} onClick={() => void cancel(true)}>
              {t('translation.cancel')}
            </Button>
          )}
          {mayEdit && one.status === 'cancelled' && (
            <Button loading={acts.isWorking} onClick={() => void cancel(false)}>
              {t('translation.take_up')}
            </Button>
          )}
          <RefusedLine error={acts.error} />
        </div>
        <section className="event-story" aria-label={t('translation.versions')}>
          {one.note && <p className="lines">{one.note}</p>}
          {facts.may_review && mayEdit && <Review facts={facts} />}
          {one.status === 'in_review' && mayEdit && !facts.may_review && (
            <p className="notice notice-amber">{t('translation.waits_for_other')}</p>
          )}
          {mayEdit && !isOver && <Write facts={facts} />}
          {facts.versions.length === 0 && <p className="secondary">{t('translation.no_version')}</p>}
          {facts.versions.map((version) => (
            <section key={version.id} className="translation-version" aria-label={t('translation.version', { number: version.number })}>
              <h2>{t('translation.version', { number: version.number })}</h2>
              <p className="secondary">
                {[
                  version.written_by,
                  format.instant(version.created_at),
                  tn('translation.word_count', version.words, { count: format.number(version.words) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {version.review && (
                <p className={version.review === 'approved' ? 'notice notice-green' : 'notice notice-amber'}>
                  {[t(`translation.found_${version.review}`, { name: version.reviewed_by ?? '' }), version.review_note]
                    .filter(Boolean)
                    .join(' ')}
                </p>
              )}
              <p className="lines translation-body" lang={one.language} dir="auto">
                {version.body}
              </p>
            </section>
          ))}
          <RecordFiles record={record} />
          <RecordTasks record={record} isClosed={isOver} />
          <RecordHistory table="translation_requests" id={facts.id} />
        </section>
        <dl className="facts event-facts">
          {links.length > 0 && (
            <div>
              <dt>{t('translation.for')}</dt>
              <dd>
                {links.map(({ to, name }) => (
                  <span key={to} className="fact-line">
                    <Link to={to}>{name}</Link>
                  </span>
                ))}
              </dd>
            </div>
          )}
          {(
            [
              ['translation.translator', facts.translator?.name ?? facts.vendor?.name ?? t('translation.nobody')],
              ['translation.reviewer', facts.reviewer?.name ?? t('translation.nobody')],
              ['translation.words', one.source_words === null ? t('encounter.not_noted') : format.number(one.source_words)],
              ['translation.due_on', one.due_on ? format.dateWithYear(one.due_on) : t('encounter.not_noted')],
              ...(one.done_on ? ([['translation.finished', format.dateWithYear(one.done_on)]] as const) : []),
              ['encounter.cost', one.cost_cents === null ? t('encounter.not_noted') : format.money(one.cost_cents)],
              ['translation.requested_by', facts.requested_by?.name ?? t('encounter.not_noted')],
            ] as const
          ).map(([label, value]) => (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {isEditing && (
        <Suspense>
          <TranslationDialog facts={facts} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </article>
  );
}

/** A new version; what is typed stays until it is handed in. */
function Write({ facts }: { facts: TranslationFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useLanguageActs();
  const draft = `translation.body.${facts.id}`;
  const [isOpen, setOpen] = useState(() => readDraft(draft) !== null);
  const [body, setBody] = useState(() => readDraft<string>(draft) ?? facts.versions[0]?.body ?? '');
  const [isMissing, setMissing] = useState(false);
  const close = () => {
    writeDraft(draft, null);
    setOpen(false);
  };
  const save = () => {
    setMissing(body.trim() === '');
    if (body.trim() === '') return;
    void acts.rpc('write_translation', { p_id: facts.id, p_body: body, p_version: facts.translation.version }, ({ act }) => {
      close();
      done(t('translation.handed_in'), { undo: act });
    });
  };
  if (!isOpen)
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{t(facts.versions.length === 0 ? 'translation.write' : 'translation.write_again')}</Button>
      </p>
    );
  return (
    <div className="dialog-form">
      <TextField
        label={t('translation.body')}
        rows={10}
        maxLength={200_000}
        value={body}
        onChange={(text) => {
          setBody(text);
          writeDraft(draft, text);
        }}
        error={isMissing && !body.trim() ? t('refusal.translation_body') : undefined}
      />
      <RefusedLine error={acts.error} />
      <div className="dialog-foot">
        <Button onClick={close}>{t('action.cancel')}</Button>
        <Button type="primary" loading={acts.isWorking} onClick={save}>
          {t('translation.hand_in')}
        </Button>
      </div>
    </div>
  );
}

/** What the second reader says of the latest version. */
function Review({ facts }: { facts: TranslationFacts }) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useLanguageActs();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const say = (p_review: 'approved' | 'changes') => {
    setMissing(p_review === 'changes' && note.trim() === '');
    if (p_review === 'changes' && note.trim() === '') return;
    void acts.rpc('review_translation', { p_id: facts.id, p_review, p_note: note, p_version: facts.translation.version }, ({ act }) => {
      setNote('');
      done(t(`translation.was_${p_review}`), { undo: act });
    });
  };
  return (
    <section className="dialog-form notice notice-river" aria-label={t('translation.review')}>
      <p>{t('translation.review_lead')}</p>
      <TextField
        label={t('translation.review_note')}
        rows={2}
        maxLength={5000}
        value={note}
        onChange={setNote}
        error={isMissing && !note.trim() ? t('refusal.translation_review_note') : undefined}
      />
      <RefusedLine error={acts.error} />
      <div className="dialog-foot">
        <Button loading={acts.isWorking} onClick={() => say('changes')}>
          {t('translation.send_back')}
        </Button>
        <Button type="primary" loading={acts.isWorking} onClick={() => say('approved')}>
          {t('translation.approve')}
        </Button>
      </div>
    </section>
  );
}
