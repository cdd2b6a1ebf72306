import { Refine } from '@refinedev/core';
import routerProvider from '@refinedev/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Waiting } from '../boot/waiting.tsx';
import { createAccessProvider } from '../providers/access.ts';
import { createAuthProvider } from '../providers/auth.ts';
import type { Connection } from '../providers/connection.ts';
import { createDataProvider } from '../providers/data.ts';
import { useRefineI18n, useWords } from '../providers/i18n.tsx';
import { useNotificationProvider } from '../providers/notify.tsx';
import { type Me, OfficeProvider } from '../providers/office.tsx';
import { createQueryClient } from '../providers/query-client.ts';
import { ReferencesProvider, type ReferenceTables } from '../providers/references.tsx';
import { resources } from '../resources.tsx';
import { AppRoutes } from '../routes.tsx';

type Entered = { me: Me | null; references: ReferenceTables };
type Knock = { state: 'asking' } | { state: 'in'; me: Me; references: ReferenceTables } | { state: 'stranger' | 'ended' | 'failed' };

async function readKnock(asked: Promise<Response>): Promise<Knock> {
  const response = await asked.catch(() => null);
  if (response?.status === 401) return { state: 'ended' };
  if (response?.status === 403) return { state: 'stranger' };
  if (!response?.ok) return { state: 'failed' };
  const { me, references } = (await response.clone().json()) as Entered;
  return me ? { state: 'in', me, references } : { state: 'stranger' };
}

/** Behind sign-in: asks who this is, then opens the office to them. */
export function Door({ connection }: { connection: Connection }) {
  const { t } = useWords();
  const i18nProvider = useRefineI18n();
  const notificationProvider = useNotificationProvider();
  const dataProvider = useMemo(() => createDataProvider(connection), [connection]);
  const [queryClient] = useState(createQueryClient);
  const [knock, setKnock] = useState<Knock>({ state: 'asking' });

  const ask = useCallback(
    (asked: Promise<Response>) => {
      setKnock({ state: 'asking' });
      void readKnock(asked).then((next) => (next.state === 'ended' ? connection.session.forget() : setKnock(next)));
    },
    [connection],
  );
  useEffect(() => ask(connection.enter()), [ask, connection]);

  const me = knock.state === 'in' ? knock.me : null;
  const providers = useMemo(
    () => me && { access: createAccessProvider(me.role), auth: createAuthProvider(connection.session, me) },
    [me, connection],
  );
  if (knock.state === 'stranger') {
    return <Waiting message={t('door.stranger')} retry={t('menu.sign_out')} onRetry={() => void connection.session.signOut()} />;
  }
  if (knock.state === 'failed')
    return <Waiting message={t('refusal.unreachable')} retry={t('action.retry')} onRetry={() => ask(connection.enterAnew())} />;
  if (knock.state !== 'in' || !me || !providers) return <Waiting message={t('door.opening')} />;
  return (
    <OfficeProvider connection={connection} me={me}>
      <Refine
        dataProvider={dataProvider}
        authProvider={providers.auth}
        accessControlProvider={providers.access}
        i18nProvider={i18nProvider}
        notificationProvider={notificationProvider}
        routerProvider={routerProvider}
        resources={resources}
        options={{
          disableTelemetry: true,
          syncWithLocation: false,
          warnWhenUnsavedChanges: false,
          disableRouteChangeHandler: true,
          reactQuery: { clientConfig: queryClient },
        }}
      >
        <ReferencesProvider entered={knock.references}>
          <AppRoutes />
        </ReferencesProvider>
      </Refine>
    </OfficeProvider>
  );
}
