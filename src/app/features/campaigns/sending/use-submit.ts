import { useCallback, useEffect, useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import type { Check } from '../../../../domain/campaigns/checks.ts';
import { nameAct } from '../../../providers/acts.ts';
import { askServerJson } from '../../../providers/ask-server.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { useOffice } from '../../../providers/office.tsx';
import { useCampaignActs } from '../actions.ts';

/** What stands in the way of asking for approval, and asking. The server checks again when it is asked. */
export function useSubmit({ id, version }: CampaignRecord) {
  const { t } = useWords();
  const { done } = useNotify();
  const { connection } = useOffice();
  const { refresh } = useCampaignActs();
  const [checks, setChecks] = useState<Check[] | null>(null);
  const [unread, setUnread] = useState<unknown>(null);
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const read = useCallback(() => {
    setUnread(null);
    askServerJson<{ checks: Check[] }>(connection, `/campaigns/${id}/checks`, {}).then((answer) => setChecks(answer.checks), setUnread);
  }, [connection, id]);
  useEffect(read, [read]);

  async function submit(): Promise<boolean> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      await askServerJson(connection, `/campaigns/${id}/submit`, { version, act });
      done(t('sending.done.submit'), { undo: act });
      await refresh();
      return true;
    } catch (refused) {
      setError(refused);
      // Somebody wrote meanwhile: what stands in the way now is shown.
      if (toRefusal(refused).reason === 'campaign_checks') read();
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return false;
    } finally {
      setWorking(false);
    }
  }
  return { checks, unread, retry: read, error, isWorking, submit };
}
