import { RealtimeClient } from '@supabase/realtime-js';
import type { Connection } from './connection.ts';
import type { LiveChange } from './live-touch.ts';

/**
 * Listens to Supabase Realtime, on the one private channel that a policy opens to the members of the office. It says which
 * table changed and no more, because nobody there asks for each person which rows they may see.
 */
export function openRealtime({ baseUrl, config, session }: Connection, tell: (change: LiveChange) => void): () => void {
  const client = new RealtimeClient(`${baseUrl.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: config.publishable_key },
    accessToken: () => session.token(),
  });
  let hasMissed = false;
  void client.setAuth().then(() => {
    client
      .channel('rotunda_live', { config: { private: true } })
      .on('broadcast', { event: 'change' }, ({ payload }: { payload: LiveChange }) => tell({ table: payload.table }))
      .subscribe((status) => {
        if (status !== 'SUBSCRIBED') return;
        if (hasMissed) tell({ table: '*' });
        hasMissed = true;
      });
  });
  return () => {
    void client.removeAllChannels();
    void client.disconnect();
  };
}
