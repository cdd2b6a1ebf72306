import { Fragment } from 'react';
import { Link } from 'react-router';
import { type HomeFacts, type HomePart, tellHome } from '../../../domain/home/tell.ts';
import { roles } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { formatCount } from '../../shared/format.ts';
import { hasPage } from '../../shared/has-page.ts';

/** One sentence that says what now; each part opens its rows. Nothing to do is a calm sentence and the next step. */
export function Sentence({ facts }: { facts: HomeFacts | null }) {
  const { t } = useWords();
  const { me } = useOffice();
  if (!facts) {
    return (
      <div className="home-sentence">
        <PageTitle title={t('nav.home')}>{t('home.reading')}</PageTitle>
      </div>
    );
  }
  const leads = roles.indexOf(me.role) >= roles.indexOf('manager');
  const parts = tellHome(facts, leads);
  return (
    <div className="home-sentence">
      <PageTitle title={t('nav.home')}>
        {parts.length === 0
          ? t(facts.mine && !leads ? 'home.calm_mine' : 'home.calm')
          : parts.map((part, index) => (
              <Fragment key={part.key}>
                {index > 0 && (index === parts.length - 1 ? t('home.and') : ', ')}
                <Part part={part} month={facts.report?.month ?? null} />
              </Fragment>
            ))}
        {parts.length > 0 && '.'}
      </PageTitle>
      {parts.length === 0 && <NextStep facts={facts} />}
    </div>
  );
}

function Part({ part, month }: { part: HomePart; month: string | null }) {
  const { t, tn, format } = useWords();
  const text =
    part.key === 'report_missing'
      ? t('home.report_missing_part', { month: month ? format.monthName(month) : '' })
      : tn(`home.${part.key}`, part.count, { count: formatCount(part.count, format) });
  const tone = part.tone === 'plain' ? '' : part.tone;
  const [page = ''] = part.path.split('?');
  if (!hasPage(page)) return <span className={`sentence-part ${tone}`}>{text}</span>;
  return (
    <Link to={part.path} className={`sentence-part ${tone}`}>
      {text}
    </Link>
  );
}

function NextStep({ facts }: { facts: HomeFacts }) {
  const { t, tn, format } = useWords();
  const mayTake = useAllowed('inquiries', 'create');
  const open = facts.mine?.open ?? 0;
  return (
    <p className="home-next">
      {open > 0 && <Link to="/inquiries">{tn('home.next_mine', open, { count: formatCount(open, format) })}</Link>}
      {open > 0 && mayTake && ' · '}
      {mayTake && <Link to="/inquiries/create">{t('action.new_inquiry')}</Link>}
      {!mayTake && <Link to="/reports">{t('home.report_all')}</Link>}
    </p>
  );
}
