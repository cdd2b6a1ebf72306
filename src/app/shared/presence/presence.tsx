import { useCustom } from '@refinedev/core';
import { useEffect } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { Tag } from '../components/tag.tsx';
import { type Doing, useDoing } from './doing.ts';

type Other = { id: string; name: string; doing: Doing };

/** As often as one says that one is still there (ms); the database forgets after two of them. */
const STEP = 31_000;

/**
 * Who else is at this record just now, and who is writing. Says the same of the reader to them. The live line tells when somebody
 * comes or goes; where there is none, each asks again when they say that they are still there.
 */
export function Presence({ table, id, doing: given }: { table: string; id: string; doing?: Doing }) {
  const { t } = useWords();
  const { baseUrl, authorizedFetch } = useOffice().connection;
  const said = useDoing(id);
  const doing = given ?? said;
  // Who cannot be asked is not shown; nothing else depends on it.
  const { query } = useCustom<Other[]>({
    url: 'touch_presence',
    method: 'post',
    config: { payload: { p_table: table, p_id: id, p_doing: doing } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['presence', table, id, doing],
      refetchInterval: STEP,
      gcTime: 0,
      // What they do now is asked with other words, of the same record.
      placeholderData: (before, asked) => (asked?.queryKey[2] === id ? before : undefined) as never,
      meta: { live: [`presence.${table}`], liveId: id },
    },
  });
  useEffect(() => {
    const leave = () => {
      // Sent also while the page closes.
      void authorizedFetch(`${baseUrl}/rest/v1/rpc/touch_presence`, {
        method: 'POST',
        keepalive: true,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ p_table: table, p_id: id, p_doing: 'gone' }),
      }).catch(() => null);
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [baseUrl, authorizedFetch, table, id]);
  const others = query.error ? [] : (query.data?.data ?? []);
  return (
    <span role="status" className="presence">
      {others.map((one) => (
        <Tag key={one.id} tone={one.doing === 'here' ? 'plain' : 'amber'}>
          {t(`presence.${one.doing}`, { name: one.name })}
        </Tag>
      ))}
    </span>
  );
}
