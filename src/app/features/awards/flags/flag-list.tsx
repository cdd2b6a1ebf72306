import '../../../styles/award-portfolio.css';
import { Link } from 'react-router';
import { type Flag, keyOf, tabOf } from '../../../../domain/awards/flags.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Tag } from '../../../shared/components/tag.tsx';
import { awardTabs } from '../tabs.tsx';
import { severityTones, useFlagWords } from './use-flag-words.ts';
import { useFlags } from './use-flags.ts';

/** What is to be watched about one award, each with the way to the part where it is dealt with. */
export function AwardFlags({ id }: { id: string }) {
  const { t } = useWords();
  const flags = useFlags([id]);
  if (!flags) return null;
  const own = flags[id] ?? [];
  return (
    <section className="award-part" aria-labelledby="award-flags">
      <h2 id="award-flags">{t('flags.title')}</h2>
      {own.length === 0 ? (
        <p className="secondary">{t('flags.none')}</p>
      ) : (
        <ul className="flag-lines">
          {own.map((flag) => (
            <FlagLine key={keyOf(flag)} id={id} flag={flag} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FlagLine({ id, flag }: { id: string; flag: Flag }) {
  const { t } = useWords();
  const say = useFlagWords();
  const tab = awardTabs.find(({ key }) => key === tabOf(flag.code));
  return (
    <li>
      <Tag tone={severityTones[flag.severity]}>{t(`portfolio.severity_${flag.severity}`)}</Tag>
      <span>{say(flag)}</span>
      {tab && tab.key !== 'overview' && (
        <Link to={`/awards/${id}?tab=${tab.key}`} aria-label={`${t('flags.go', { part: t(tab.label) })}: ${say(flag)}`}>
          {t('flags.go', { part: t(tab.label) })}
        </Link>
      )}
    </li>
  );
}
