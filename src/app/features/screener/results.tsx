import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { inOrder, type Reason, type ScreenedProgram, type Sign, type Verdict } from '../../../domain/screener/screener.ts';
import { reasonSentence } from '../../../domain/screener/sentences.ts';
import type { ScreenerWords } from '../../../domain/screener/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { PhoneText } from '../../shared/components/phone-text.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag, type Tone } from '../../shared/components/tag.tsx';
import type { useOrigin, useScreener } from './use-screener.ts';
import { useScreenerWords } from './words.ts';

const ApplicationDialog = lazy(async () => ({
  default: (await import('../../shared/applications/application-dialog.tsx')).ApplicationDialog,
}));

const tones: Record<Verdict, Tone> = { fits: 'green', may_fit: 'amber', does_not_fit: 'plain' };

const ReferToProgram = lazy(async () => ({
  default: (await import('../../shared/referrals/refer-to-program.tsx')).ReferToProgram,
}));

type ResultsProps = { screener: ReturnType<typeof useScreener>; from: ReturnType<typeof useOrigin> };

/** The programs in their order, each with its reasons. */
export function Results({ screener, from }: ResultsProps) {
  const { t, locale } = useWords();
  const words = useScreenerWords(locale);
  const { screened } = screener;
  if (!screener.isAsked) return <p className="empty">{t('screener.begin')}</p>;
  if (screener.error) return <Refused error={screener.error} onRetry={screener.retry} />;
  if (!screened || !words) return <RowSkeleton rows={5} />;
  const { counts, programs } = screened;
  const shown = programs.filter(({ verdict }) => verdict !== 'does_not_fit');
  const against = programs.filter(({ verdict }) => verdict === 'does_not_fit');
  const line = (program: ScreenedProgram) => <Program key={program.id} program={program} screener={screener} from={from} words={words} />;
  return (
    <>
      <p className="screener-sentence" role="status">
        {counts.fits + counts.may_fit + counts.does_not_fit === 0
          ? t('screener.nothing')
          : t('screener.counts', { fits: counts.fits, may: counts.may_fit, not: counts.does_not_fit })}
      </p>
      <ul className="rows">{shown.map(line)}</ul>
      {shown.length < counts.fits + counts.may_fit && <p className="secondary">{t('screener.first', { count: shown.length })}</p>}
      {against.length > 0 && (
        <details className="screener-against">
          <summary>{t('screener.against', { count: counts.does_not_fit })}</summary>
          <ul className="rows">{against.map(line)}</ul>
          {against.length < counts.does_not_fit && <p className="secondary">{t('screener.nearest', { count: against.length })}</p>}
        </details>
      )}
      <Measured limits={screened.limits} />
    </>
  );
}

type ProgramProps = { program: ScreenedProgram; words: ScreenerWords } & ResultsProps;

function Program({ program, screener, from, words }: ProgramProps) {
  const { t, format } = useWords();
  const mayApply = useAllowed('applications', 'create');
  const mayRefer = useAllowed('referrals', 'create');
  const [dialog, setDialog] = useState<'apply' | 'refer' | null>(null);
  const close = () => setDialog(null);
  const { chosen, choose, answers } = screener;
  const { inquiry, resident, event } = from.origin;
  const record = inquiry ? ({ table: 'inquiries', id: inquiry } as const) : event ? ({ table: 'events', id: event } as const) : null;
  const mayFit = program.verdict !== 'does_not_fit';
  return (
    <li className="row screener-program">
      <input
        type="checkbox"
        aria-label={t('screener.choose', { name: program.name })}
        checked={chosen.includes(program.id)}
        onChange={({ target }) => choose(target.checked ? [...chosen, program.id] : chosen.filter((id) => id !== program.id))}
      />
      <div className="row-main">
        <p className="screener-name">
          <Link to={`/programs/${program.id}`} className="row-title">
            {program.name}
          </Link>
          <Tag tone={tones[program.verdict]}>{t(`screener.verdict.${program.verdict}`)}</Tag>
        </p>
        <p className="row-facts">
          {program.organization}
          {program.phone && (
            <>
              {' · '}
              <PhoneText number={program.phone} />
            </>
          )}
          {program.maximum_amount_cents !== null && ` · ${t('screener.up_to', { amount: format.money(program.maximum_amount_cents) })}`}
        </p>
        <ul className="screener-reasons">
          {inOrder(program.reasons).map((reason) => (
            <ReasonLine key={reason.code} reason={reason} words={words} />
          ))}
        </ul>
        <p className="screener-ways">
          {mayFit && mayApply && (
            <button
              type="button"
              className="link"
              aria-label={t('screener.apply_to', { name: program.name })}
              onClick={() => setDialog('apply')}
            >
              {t('screener.apply')}
            </button>
          )}
          {mayFit && mayRefer && record && (
            <button
              type="button"
              className="link"
              aria-label={t('screener.refer_to', { organization: program.organization, name: program.name })}
              onClick={() => setDialog('refer')}
            >
              {t('referral.new')}
            </button>
          )}
        </p>
      </div>
      {dialog === 'apply' && (
        <Suspense>
          <ApplicationDialog
            program={{ id: program.id, name: program.name }}
            of={{
              ...(inquiry ? { inquiry_id: inquiry } : {}),
              ...(resident ? { resident_id: resident } : {}),
              ...(event ? { event_id: event } : {}),
            }}
            known={{ ...(answers.language ? { language: answers.language } : {}), district_id: answers.district_id ?? null }}
            onClose={close}
          />
        </Suspense>
      )}
      {dialog === 'refer' && record && (
        <Suspense>
          <ReferToProgram record={record} program={program} onClose={close} />
        </Suspense>
      )}
    </li>
  );
}

const signs: Record<Sign, string> = { yes: 'screener-yes', ask: 'screener-ask', no: 'screener-no', note: 'secondary' };

function ReasonLine({ reason, words }: { reason: Reason; words: ScreenerWords }) {
  const isStale = reason.code === 'stale' || reason.code === 'alert';
  return (
    <li className={isStale ? 'screener-ask' : signs[reason.sign]}>
      {reason.sign !== 'note' && <b>{words.signs[reason.sign]}:</b>} {reasonSentence(reason, words)}
    </li>
  );
}

/** By which tables incomes were measured, and whether they are of this year. */
function Measured({ limits }: { limits: { basis: string; year: number; source: string }[] }) {
  const { t } = useWords();
  const year = Number(useToday().slice(0, 4));
  return (
    <>
      {limits.map(({ basis, year: of, source }) => (
        <p key={basis} className={of < year ? 'notice notice-amber' : 'secondary'}>
          {t(`screener.measured_${basis}` as 'screener.measured_poverty', { year: of, source })}
          {of < year && ` ${t('screener.measured_old')}`}
        </p>
      ))}
    </>
  );
}
