import { useDataProvider } from '@refinedev/core';
import { useEffect, useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Tag } from '../components/tag.tsx';
import { type Doing, useDoing } from './doing.ts';

type Other = { id: string; name: string; doing: Doing };

/** As often as one says that one is still there (ms); the database forgets after two of them. */
const STEP = 31_000;

/** Who else is at this record just now, and who is writing. Says the same of the reader to them. */
export function Presence({ table, id, doing: given }: { table: string; id: string; doing?: Doing }) {
  const { t } = useWords();
  const provider = useDataProvider()();
  const said = useDoing(id);
  const doing = given ?? said;
  const [others, setOthers] = useState<Other[]>([]);
  useEffect(() => {
    let isOver = false;
    const touch = async (p_doing: string) => {
      // Who cannot be asked is not shown; nothing else depends on it.
      const answer = await provider
        .custom?.({ url: 'touch_presence', method: 'post', payload: { p_table: table, p_id: id, p_doing } })
        .catch(() => null);
      if (!isOver && Array.isArray(answer?.data)) setOthers(answer.data as unknown as Other[]);
    };
    const look = () => {
      if (!document.hidden) void touch(doing);
    };
    look();
    const timer = setInterval(look, STEP);
    document.addEventListener('visibilitychange', look);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [provider, table, id, doing]);
  useEffect(
    () => () => {
      void provider
        .custom?.({ url: 'touch_presence', method: 'post', payload: { p_table: table, p_id: id, p_doing: 'gone' } })
        .catch(() => null);
    },
    [provider, table, id],
  );
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
