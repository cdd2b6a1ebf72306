import { Select, Switch } from 'antd';
import { useId } from 'react';
import { notificationKinds, type Reach, reaches } from '../../../domain/notifications/notification.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOwnPreferences } from '../../providers/own-preferences.ts';
import { RefusedLine } from '../../shared/components/refused.tsx';

const hours = [5, 6, 7, 8, 9, 10, 11, 12];

/** What reaches the reader and how: kind by kind, and the morning mail. Each choice is kept at once. */
export function NotificationSettings() {
  const { t, format } = useWords();
  const { preferences, isKnown, refused, save } = useOwnPreferences();
  const id = useId();
  return (
    <section className="inbox-settings" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('inbox.settings')}</h2>
      <dl>
        {notificationKinds.map((kind) => (
          <div key={kind}>
            <dt>
              <label htmlFor={`${id}-${kind}`}>{t(`inbox.kind_${kind}`)}</label>
            </dt>
            <dd>
              <Select
                id={`${id}-${kind}`}
                disabled={!isKnown}
                showSearch={false}
                value={preferences.notify[kind] ?? 'app'}
                options={reaches.map((value) => ({ value, label: t(`inbox.reach_${value}`) }))}
                onChange={(reach: Reach) => void save({ notify: { [kind]: reach } })}
              />
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <label htmlFor={`${id}-digest`}>{t('inbox.digest')}</label>
            <p className="secondary">{t('inbox.digest_why')}</p>
          </dt>
          <dd>
            <Switch
              id={`${id}-digest`}
              disabled={!isKnown}
              checked={preferences.wants_digest}
              onChange={(wants) => void save({ wants_digest: wants })}
            />
          </dd>
        </div>
        {preferences.wants_digest && (
          <div>
            <dt>
              <label htmlFor={`${id}-hour`}>{t('inbox.digest_hour')}</label>
            </dt>
            <dd>
              <Select
                id={`${id}-hour`}
                disabled={!isKnown}
                showSearch={false}
                value={preferences.digest_hour}
                options={hours.map((value) => ({ value, label: format.hour(value) }))}
                onChange={(hour: number) => void save({ digest_hour: hour })}
              />
            </dd>
          </div>
        )}
      </dl>
      <RefusedLine error={refused} />
    </section>
  );
}
