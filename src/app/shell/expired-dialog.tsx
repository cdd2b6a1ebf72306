import { useInvalidate } from '@refinedev/core';
import { Modal } from 'antd';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { FactorForm } from '../boot/factor-form.tsx';
import { SignInForm } from '../boot/sign-in-form.tsx';
import { frontWords } from '../i18n/front.ts';
import { useWords } from '../providers/i18n.tsx';
import { useOffice } from '../providers/office.tsx';

/** When the session has ended: the same person signs in over their own page, and nothing typed is lost. */
export function ExpiredDialog() {
  const { locale, t } = useWords();
  const { connection, me } = useOffice();
  const { session } = connection;
  const state = useSyncExternalStore(session.subscribe, session.read);
  const invalidate = useInvalidate();
  const asksFactor = state === 'second-factor';
  const expired = state === 'expired' || asksFactor;
  const was = useRef(expired);
  useEffect(() => {
    if (was.current && !expired) void invalidate({ invalidates: ['all'] });
    was.current = expired;
  }, [expired, invalidate]);
  const words = frontWords(locale);
  return (
    <Modal open={expired} title={words['front.title']} footer={null} closable={false} maskClosable={false} keyboard={false} destroyOnHidden>
      <p>{words['front.expired']}</p>
      {asksFactor ? (
        <FactorForm session={session} locale={locale} />
      ) : (
        <SignInForm session={session} locale={locale} lockedEmail={me.email} />
      )}
      <p className="front-foot">
        <span />
        <button type="button" onClick={() => void session.signOut()}>
          {t('menu.sign_out')}
        </button>
      </p>
    </Modal>
  );
}
