import { useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import { fillMessage } from '../i18n/translate.ts';
import type { Locale } from '../providers/preferences.ts';
import type { Session } from '../providers/session.ts';
import { CodeForm } from './code-form.tsx';
import { ForgottenForm } from './forgotten-form.tsx';
import type { OfficeConfig } from './office-config.ts';
import { SignInForm } from './sign-in-form.tsx';

type SignInProps = { session: Session; config: OfficeConfig; locale: Locale; startForgotten: boolean };

/** The ways in: password, a code by e-mail, the city's own sign-in; and the way back to a forgotten password. */
export function SignIn({ session, config, locale, startForgotten }: SignInProps) {
  const words = frontWords(locale);
  const [way, setWay] = useState<'password' | 'code' | 'forgotten'>(startForgotten && config.sends_mail ? 'forgotten' : 'password');
  const [email, setEmail] = useState('');
  const [isUnreachable, setUnreachable] = useState(false);
  const single = config.single_sign_on;
  const back = () => setWay('password');
  if (way === 'code') return <CodeForm session={session} locale={locale} email={email} onBack={back} />;
  if (way === 'forgotten') return <ForgottenForm locale={locale} email={email} onBack={back} />;
  return (
    <>
      {single && (
        <div className="plain-form">
          <div role="alert">{isUnreachable && <p className="plain-alert">{words['front.unreachable']}</p>}</div>
          <button type="button" className="plain-submit" onClick={async () => setUnreachable(!(await session.signInElsewhere(single)))}>
            {fillMessage(words['front.single'], { name: single.label })}
          </button>
        </div>
      )}
      <SignInForm session={session} locale={locale} onEmail={setEmail} />
      {config.sends_mail ? (
        <p className="plain-ways">
          <button type="button" onClick={() => setWay('code')}>
            {words['front.by_code']}
          </button>
          <button type="button" onClick={() => setWay('forgotten')}>
            {words['front.forgotten']}
          </button>
        </p>
      ) : (
        <p className="plain-ways plain-hint">{words['front.forgotten_without_mail']}</p>
      )}
    </>
  );
}
