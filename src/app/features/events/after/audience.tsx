import { Button } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { useCount } from '../../../shared/hooks/use-count.ts';
import { useViews } from '../../../shared/views/use-views.ts';
import type { AfterPart } from './after.tsx';

const LONGEST_NAME = 60;

/** Who may be written to afterwards: residents who came, or who registered, as a view of their list with its count. */
export function AfterAudience({ event }: AfterPart) {
  const { t } = useWords();
  const views = useViews('residents');
  return (
    <section className="after-part">
      <h2>{t('after.audience')}</h2>
      <p className="secondary">{t('after.audience_lead')}</p>
      <RefusedLine error={views.error} />
      <ul className="after-lines">
        <Audience event={event} views={views} as="attended" />
        <Audience event={event} views={views} as="registered" />
      </ul>
    </section>
  );
}

type AudienceProps = { event: AfterPart['event']; views: ReturnType<typeof useViews>; as: 'attended' | 'registered' };

function Audience({ event, views, as }: AudienceProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const query = `${as}=${event.id}`;
  const count = useCount('residents', { filters: { [as]: [event.id] } });
  const isKept = views.views.some((view) => view.query === query);
  const name = t(`after.audience_name_${as}`, { title: event.title, date: format.dateWithYear(event.starts_on) });
  return (
    <li>
      {count === null ? <span aria-busy="true" /> : <Link to={`/residents?${query}`}>{tn(`after.audience_${as}`, count)}</Link>}
      {count !== null && count > 0 && !isKept && (
        <Button
          loading={views.isWorking}
          onClick={async () => {
            const view = { name: shorten(name), query, scope: 'mine' as const, role: null };
            if (await views.add(view)) done(t('after.audience_kept'));
          }}
        >
          {t(`after.audience_keep_${as}`)}
        </Button>
      )}
    </li>
  );
}

/** A view's name has a limit; its end is the date, which tells two events apart. */
function shorten(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_NAME
    ? name
    : `${letters
        .slice(0, LONGEST_NAME - 19)
        .join('')
        .trimEnd()}… ${letters.slice(-17).join('').trimStart()}`.slice(0, LONGEST_NAME);
}
