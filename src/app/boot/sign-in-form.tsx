import { type FormEvent, useRef, useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Locale } from '../providers/preferences.ts';
import type { Session } from '../providers/session.ts';
import { refusalWords } from './ask.ts';
import { PlainField } from './front.tsx';

type SignInFormProps = {
  session: Session;
  locale: Locale;
  /** Given when a session has ended: then only this person may sign in over their own page. */
  lockedEmail?: string;
  /** Hears the address as it is typed, for the other ways in. */
  onEmail?: (email: string) => void;
};

/** Address and password. A refusal is a sentence; the address stays as typed. */
export function SignInForm({ session, locale, lockedEmail, onEmail }: SignInFormProps) {
  const words = frontWords(locale);
  const form = useRef<HTMLFormElement>(null);
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState('');
  const [errors, setErrors] = useState<{ email?: string; password?: string }>({});

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    const email = String(entries.get('email') ?? '').trim();
    const password = String(entries.get('password') ?? '');
    const missing = {
      ...(email ? {} : { email: words['front.email_missing'] }),
      ...(password ? {} : { password: words['front.password_missing'] }),
    };
    setErrors(missing);
    setRefusal('');
    if (Object.keys(missing).length > 0) return focusInput(email ? 'password' : 'email');
    setWorking(true);
    const refused = await session.signIn(email, password);
    if (!refused) return;
    setWorking(false);
    setRefusal(refusalWords(words, { message: '', ...refused }));
    focusInput('password');
  }

  function focusInput(name: string) {
    const input = form.current?.elements.namedItem(name);
    if (input instanceof HTMLInputElement) {
      input.focus();
      input.select();
    }
  }

  return (
    <form
      className="plain-form"
      ref={form}
      onSubmit={submit}
      onChange={(event) => onEmail?.(String(new FormData(event.currentTarget).get('email') ?? '').trim())}
      noValidate
    >
      <div role="alert">{refusal && <p className="plain-alert">{refusal}</p>}</div>
      <PlainField
        name="email"
        type="email"
        label={words['front.email']}
        autoComplete="username"
        error={errors.email}
        {...(lockedEmail ? { defaultValue: lockedEmail, readOnly: true } : {})}
      />
      <PlainField name="password" type="password" label={words['front.password']} autoComplete="current-password" error={errors.password} />
      <button type="submit" className="plain-submit" disabled={working}>
        {working ? words['front.working'] : words['front.submit']}
      </button>
    </form>
  );
}
