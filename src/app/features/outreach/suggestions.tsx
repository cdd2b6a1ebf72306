import { Link } from 'react-router';
import { type Reach, type ReachReason, suggestReach } from '../../../domain/events/reach.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';

const shown = 4;

/** Where to go next, each with its reasons in words. */
export function Suggestions({ reach }: { reach: Reach }) {
  const { t } = useWords();
  const mayPlan = useAllowed('events', 'create');
  const say = useReason();
  const suggestions = suggestReach(reach).slice(0, shown);
  return (
    <section aria-labelledby="reach-next">
      <h2 id="reach-next">{t('reach.next')}</h2>
      {suggestions.length === 0 && <p className="secondary">{t('reach.even')}</p>}
      <ol className="reach-next">
        {suggestions.map(({ district, reasons }) => (
          <li key={district.code}>
            <h3>{district.name}</h3>
            {reasons.map((reason) => (
              <p key={reason.kind === 'language' ? reason.language : reason.kind}>{say(reason)}</p>
            ))}
            <p className="reach-acts">
              <Link to={`/events/list?tab=past&district=${district.code}`}>{t('reach.past_there')}</Link>
              {mayPlan && <Link to={`/events/create?district=${encodeURIComponent(district.code)}`}>{t('palette.new_event')}</Link>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useReason(): (reason: ReachReason) => string {
  const { t, tn, format } = useWords();
  const { languages } = useReferences();
  return (reason) => {
    if (reason.kind === 'no_events') return t('reach.no_events');
    if (reason.kind === 'language') {
      const language = languages.find(({ code }) => code === reason.language)?.name ?? reason.language;
      const share = format.number(Math.round(reason.share * 100));
      return reason.held === 0
        ? tn('reach.language_none', reason.of, { share, language })
        : tn('reach.language', reason.held, { share, language, of: format.number(reason.of) });
    }
    return t(`reach.${reason.kind}`, { rate: format.decimal(reason.rate), city: format.decimal(reason.city) });
  };
}
