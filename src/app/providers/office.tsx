import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import { todayIn } from '../shared/clock.ts';
import { type Act, isAllowed, type Role } from './access.ts';
import type { Connection } from './connection.ts';

/** The person who is signed in: their row in staff. */
export type Me = { id: string; name: string; email: string; role: Role };

type Office = { connection: Connection; me: Me };

const OfficeContext = createContext<Office | null>(null);

export function OfficeProvider({ connection, me, children }: Office & { children: ReactNode }) {
  const value = useMemo(() => ({ connection, me }), [connection, me]);
  return <OfficeContext.Provider value={value}>{children}</OfficeContext.Provider>;
}

/** The connection and the reader. Only inside OfficeProvider. */
export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error('useOffice needs an OfficeProvider above it.');
  return office;
}

/** Whether the reader may do this; the database decides in the end. */
export function useAllowed(resource: string, action: Act): boolean {
  return isAllowed(useOffice().me.role, resource, action);
}

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(listener, 60_000);
  return () => clearInterval(timer);
}

/** Today in the office's calendar, ISO; a page left open over midnight moves on. */
export function useToday(): string {
  const { time_zone } = useOffice().connection.config;
  return useSyncExternalStore(everyMinute, () => todayIn(time_zone));
}
