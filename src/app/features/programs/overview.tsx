import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ProgramFacts } from '../../../domain/programs/program.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { KeyHint } from '../../shared/components/key-hint.tsx';
import { useShortcut } from '../../shared/hooks/use-shortcut.ts';
import { useProgramWords } from '../../shared/programs/use-program-words.ts';
import { ReviewDialog } from './review-dialog.tsx';
import type { ProgramTabProps } from './tabs.tsx';

/** What it is, how one gets it, who can have it and who pays. */
export function ProgramOverview({ facts }: ProgramTabProps) {
  const { t, format } = useWords();
  const mayEdit = useAllowed('programs', 'edit');
  const navigate = useNavigate();
  const edit = `/programs/${facts.id}/edit`;
  const [isReviewing, setReviewing] = useState(false);
  useShortcut((key) => {
    if (key !== 'e' || !mayEdit || isReviewing) return false;
    navigate(edit);
    return true;
  });
  const { program, words, documents, fundings, costs, is_stale } = facts;
  const texts = [
    ['description', words.description],
    ['application_process', words.application_process],
    ['eligibility_description', words.eligibility_description],
    ['interpretation_services', program.interpretation_services],
  ] as const;
  return (
    <div className="event-overview">
      <div className="event-verbs program-verbs">
        {mayEdit ? (
          <>
            <Button onClick={() => navigate(edit)} aria-keyshortcuts="e">
              <span>{t('program.edit')}</span>
              <KeyHint keys="E" />
            </Button>
            <button type="button" className="link" onClick={() => setReviewing(true)}>
              {t('program.review')}
            </button>
          </>
        ) : (
          <p className="secondary">{t('program.read_only')}</p>
        )}
      </div>
      <section className="event-story" aria-label={program.name}>
        {program.alert && <p className="notice notice-amber">{program.alert}</p>}
        {is_stale && (
          <p className="notice notice-amber">
            {program.review_by ? t('program.stale_since', { day: format.dateWithYear(program.review_by) }) : t('program.never_reviewed')}
          </p>
        )}
        {texts
          .filter(([, text]) => text)
          .map(([field, text]) => (
            <div key={field} className="program-text">
              {field !== 'description' && <h2>{t(`program.${field}`)}</h2>}
              <p className="lines">{text}</p>
            </div>
          ))}
        {documents.length > 0 && (
          <div className="program-text">
            <h2>{t('program.documents')}</h2>
            <ul className="program-documents">
              {documents.map((one) => (
                <li key={one.id}>
                  {one.uri?.startsWith('https://') ? (
                    <a href={one.uri} target="_blank" rel="noreferrer noopener">
                      {one.document}
                    </a>
                  ) : (
                    one.document
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
        {costs.length > 0 && (
          <div className="program-text">
            <h2>{t('program.costs')}</h2>
            <ul className="program-documents">
              {costs.map((one) => (
                <li key={one.id}>
                  {[one.option, one.amount_cents !== null && format.money(one.amount_cents), one.amount_description]
                    .filter(Boolean)
                    .join(' · ')}
                </li>
              ))}
            </ul>
          </div>
        )}
        {fundings.length > 0 && (
          <div className="program-text">
            <h2>{t('program.fundings')}</h2>
            <ul className="program-documents">
              {fundings.map((one) => (
                <li key={one.id}>
                  {one.source} <span className="secondary">{t(`program.level.${one.level}`)}</span>{' '}
                  {one.award_id && <Link to={`/awards/${one.award_id}`}>{one.award}</Link>}
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <div className="event-facts">
        <FactList facts={facts} />
      </div>
      {isReviewing && <ReviewDialog facts={facts} onClose={() => setReviewing(false)} />}
    </div>
  );
}

function FactList({ facts }: { facts: ProgramFacts }) {
  const { t, tn, format } = useWords();
  const words = useProgramWords();
  const { program, languages, districts, owner, reviewed_by } = facts;
  const ages =
    program.minimum_age !== null && program.maximum_age !== null
      ? t('program.ages', { from: program.minimum_age, to: program.maximum_age })
      : program.minimum_age !== null
        ? t('program.age_from', { from: program.minimum_age })
        : program.maximum_age !== null
          ? t('program.age_to', { to: program.maximum_age })
          : null;
  const who = [
    words.income(program),
    program.tenure && t(`program.tenure.${program.tenure}`),
    ages,
    program.minimum_household !== null && program.minimum_household > 1 && tn('program.household', program.minimum_household),
    program.is_for_veterans && t('program.is_for_veterans'),
    program.is_for_disabled && t('program.is_for_disabled'),
  ].filter((one): one is string => Boolean(one));
  return (
    <dl className="facts">
      <Fact label={t('program.who')}>{who.length > 0 ? who.map((one) => <p key={one}>{one}</p>) : t('program.anybody')}</Fact>
      <Fact label={t('program.where')}>
        {districts.length > 0 ? districts.map(({ name }) => name).join(', ') : t('program.whole_city')}
      </Fact>
      <Fact label={t('program.languages')}>
        {languages.map((one) => [one.name, one.note].filter(Boolean).join(': ')).join(', ') || t('award.not_entered')}
      </Fact>
      <Fact label={t('program.maximum_amount')}>
        {program.maximum_amount_cents === null ? t('award.not_entered') : format.money(program.maximum_amount_cents)}
      </Fact>
      <Fact label={t('program.is_free')}>
        {program.is_free === null ? t('program.cost_unknown') : t(program.is_free ? 'program.free' : 'program.not_free')}
        {program.fees_description && <span className="secondary fact-more">{program.fees_description}</span>}
      </Fact>
      <Fact label={t('program.contact')}>
        {program.phone && <a href={`tel:${program.phone}`}>{formatPhone(program.phone)}</a>}
        {program.email && <a href={`mailto:${program.email}`}>{program.email}</a>}
        {program.url && (
          <a href={program.url} target="_blank" rel="noreferrer noopener">
            {new URL(program.url).hostname}
          </a>
        )}
        {!program.phone && !program.email && !program.url && t('award.not_entered')}
      </Fact>
      <Fact label={t('program.review_by')}>
        {program.review_by ? format.dateWithYear(program.review_by) : t('award.not_entered')}
        {program.reviewed_on && (
          <span className="secondary fact-more">
            {t('program.reviewed', { day: format.dateWithYear(program.reviewed_on), name: reviewed_by?.name ?? t('changes.nobody') })}
          </span>
        )}
      </Fact>
      <Fact label={t('program.owner')}>{owner?.name ?? t('changes.nobody')}</Fact>
      <Fact label={t('field.primary_section')}>{program.sections.map((section) => `§ ${section}`).join(', ')}</Fact>
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
