import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { MessageKey } from '../../i18n/translate.ts';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag, type Tone } from '../../shared/components/tag.tsx';
import { SettingsPage } from './settings-page.tsx';

/** What the server's doctor found (src/server/doctor/check.ts). */
type Finding = { check: string; state: 'ok' | 'warn' | 'fail' | 'skip'; message: string };

const tones: Record<Finding['state'], Tone> = { ok: 'green', warn: 'amber', fail: 'brick', skip: 'plain' };

/** How the program does, for administrators: what `npm run doctor` says, without a terminal. */
export function RunningSettings() {
  const { t, tn, locale } = useWords();
  const { connection } = useOffice();
  const mayLook = useAllowed('settings', 'edit');
  const [found, setFound] = useState<Finding[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const look = useCallback(() => {
    if (!mayLook) return;
    setFound(null);
    setError(null);
    askServerJson<{ checks: Finding[] }>(connection, '/office/doctor').then(({ checks }) => setFound(checks), setError);
  }, [connection, mayLook]);
  useEffect(look, [look]);
  const count = (one: Finding['state']) => found?.filter(({ state }) => state === one).length ?? 0;
  const sum =
    count('fail') > 0 ? tn('running.wrong', count('fail')) : count('warn') > 0 ? tn('running.look', count('warn')) : t('running.well');
  return (
    <SettingsPage
      title={t('settings.running')}
      lead={t('settings.running_lead')}
      reason={mayLook ? null : t('settings.reason_running')}
      action={mayLook ? <Button onClick={look}>{t('settings.look_again')}</Button> : undefined}
    >
      {error !== null && <Refused error={error} onRetry={look} />}
      {mayLook && !found && error === null && <RowSkeleton rows={8} />}
      {found && (
        <>
          <p role="status" className="running-sum">
            {sum} {locale !== 'en' && t('running.english')}
          </p>
          <ul className="rows">
            {found.map(({ check, state, message }) => (
              <li className="row" key={check}>
                <div className="row-main">
                  <p className="row-title">{t(`running.${check.replace(' ', '_')}` as MessageKey)}</p>
                  <p lang="en">{message}</p>
                </div>
                <div className="row-end">
                  <Tag tone={tones[state]}>{t(`running.${state}`)}</Tag>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </SettingsPage>
  );
}
