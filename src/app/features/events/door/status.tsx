import { FactorForm } from '../../../boot/factor-form.tsx';
import { SignInForm } from '../../../boot/sign-in-form.tsx';
import type { DoorKey } from '../../../i18n/door.ts';
import type { DoorPart } from './door.tsx';
import { useDoorWords } from './words.tsx';

/** What is sent and what waits, in one line; and the way to send it now. */
export function DoorStatus({ client, state }: Pick<DoorPart, 'client' | 'state'>) {
  const { t, tn, format, locale } = useDoorWords();
  const waiting = state.acts.filter((act) => act.state === 'waiting').length;
  const connection = client.anyConnection();
  if (state.removed)
    return (
      <p className="door-note is-green" role="status">
        {t('door.removed')}
      </p>
    );
  if (state.asksSignIn && connection)
    return (
      <section className="door-sign-in">
        <p role="status">{waiting === 0 ? t('door.signed_out_none') : tn('door.signed_out', waiting)}</p>
        {connection.session.read() === 'second-factor' ? (
          <FactorForm session={connection.session} locale={locale} />
        ) : (
          <SignInForm
            session={connection.session}
            locale={locale}
            {...(state.kept.person.email ? { lockedEmail: state.kept.person.email } : {})}
          />
        )}
      </section>
    );
  const offline = state.link === 'offline';
  const words = state.trouble
    ? state.trouble
    : offline
      ? waiting === 0
        ? t('door.offline_none')
        : tn('door.offline', waiting)
      : waiting === 0
        ? t('door.all_sent', { time: format.time(state.kept.sent_at) })
        : tn(state.sending ? 'door.sending' : 'door.waiting', waiting);
  return (
    <div className={`door-status ${state.trouble ? 'is-brick' : offline ? 'is-amber' : waiting === 0 ? 'is-green' : ''}`}>
      <p role="status">{words}</p>
      {(waiting > 0 || offline || state.trouble) && !state.sending && (
        <button type="button" onClick={() => void client.sync()}>
          {t(waiting > 0 ? 'door.send_now' : 'door.ask_again')}
        </button>
      )}
    </div>
  );
}

/** What the office did not take, with its reason, until somebody has read it. */
export function DoorRefused({ client, state }: Pick<DoorPart, 'client' | 'state'>) {
  const { t, tn, format } = useDoorWords();
  const refused = state.acts.filter((act) => act.state === 'refused');
  if (refused.length === 0) return null;
  const nameOf = (registration?: string) => state.kept.list.registrations.find((one) => one.id === registration)?.name ?? '';
  return (
    <section className="door-note is-brick" aria-label={tn('door.refused_title', refused.length)}>
      <p>
        <b>{tn('door.refused_title', refused.length)}</b>
      </p>
      <ul>
        {refused.map((act) => (
          <li key={act.key}>
            <p>
              <b>
                {t(`door.act_${act.verb}` as DoorKey, {
                  name: act.name ?? nameOf(act.registration_id),
                  count: format.number(act.people ?? 1),
                })}
              </b>{' '}
              {act.message}
            </p>
            <button type="button" onClick={() => void client.dismiss(act.key)}>
              {t('door.dismiss')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
