import { useCustom } from '@refinedev/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { listFirstSteps, type FirstSteps as Steps } from '../../../domain/home/tell.ts';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';

/** What a new office still has to set up, for its administrators; nothing once it works. */
export function FirstSteps() {
  const { t } = useWords();
  const { connection } = useOffice();
  const [sendsMail, setSendsMail] = useState<boolean | null>(null);
  const { query } = useCustom<Steps>({
    url: 'first_steps',
    method: 'post',
    errorNotification: false,
    queryOptions: {
      queryKey: ['first_steps'],
      staleTime: 10_000,
      meta: { live: ['settings', 'districts', 'holidays', 'staff', 'inquiries'] },
    },
  });
  const steps = query.data?.data;
  const isNew = steps ? listFirstSteps(steps, null).length > 0 : false;
  useEffect(() => {
    if (!isNew) return;
    // Whether letters leave is a note here; where it cannot be learned the step is left out.
    askServerJson<{ is_configured: boolean }>(connection, '/office/mail').then(
      (mail) => setSendsMail(mail.is_configured),
      () => {},
    );
  }, [connection, isNew]);
  if (!steps || !isNew) return null;
  return (
    <section className="first-steps" aria-labelledby="first-steps">
      <h2 className="home-heading" id="first-steps">
        {t('home.first_steps')}
      </h2>
      <ol>
        {listFirstSteps(steps, sendsMail).map(({ key, isDone, path }) => (
          <li key={key} className={isDone ? 'is-done' : undefined}>
            <span className="first-step-state">{t(isDone ? 'home.step_done' : 'home.step_open')}</span>
            {isDone ? <span>{t(`home.step_${key}`)}</span> : <Link to={path}>{t(`home.step_${key}`)}</Link>}
          </li>
        ))}
      </ol>
      <p className="secondary first-steps-file">
        {t('home.steps_from_file')} <Link to="/settings/transfer">{t('settings.transfer')}</Link>
      </p>
    </section>
  );
}
