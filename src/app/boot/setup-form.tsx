import { type FormEvent, useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Locale } from '../providers/preferences.ts';
import type { Session } from '../providers/session.ts';
import { PlainField } from './front.tsx';

const shortestPassword = 12;

type SetupFormProps = { session: Session; locale: Locale; token: string; onDone: () => void };

/** Makes the first administrator with the one-time code of the set-up link, then signs them in. */
export function SetupForm({ session, locale, token, onDone }: SetupFormProps) {
  const words = frontWords(locale);
  const [working, setWorking] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    const values = {
      name: String(entries.get('name') ?? '').trim(),
      email: String(entries.get('email') ?? '').trim(),
      password: String(entries.get('password') ?? ''),
    };
    const wrong: Record<string, string> = {};
    if (!values.name) wrong.name = words['setup.name_missing'];
    if (!values.email) wrong.email = words['front.email_missing'];
    if (values.password.length < shortestPassword) wrong.password = words['setup.password_short'];
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setWorking(true);
    const refused = await send({ token, ...values });
    if (refused) {
      setErrors({ [refused.field ?? 'form']: refused.message || words['front.unreachable'] });
    } else if (!(await session.signIn(values.email, values.password))) {
      return onDone();
    }
    setWorking(false);
  }

  return (
    <form className="plain-form" onSubmit={submit} noValidate>
      <div role="alert">{(errors.form || errors.token) && <p className="plain-alert">{errors.form ?? errors.token}</p>}</div>
      <PlainField name="name" label={words['setup.name']} autoComplete="name" error={errors.name} />
      <PlainField name="email" type="email" label={words['front.email']} autoComplete="username" error={errors.email} />
      <PlainField
        name="password"
        type="password"
        label={words['front.password']}
        hint={words['setup.password_hint']}
        autoComplete="new-password"
        error={errors.password}
      />
      <button type="submit" className="plain-submit" disabled={working}>
        {working ? words['setup.working'] : words['setup.submit']}
      </button>
    </form>
  );
}

async function send(body: Record<string, string>): Promise<{ message: string; field?: string } | null> {
  try {
    const response = await fetch('/setup', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (response.ok) return null;
    return (await response.json()) as { message: string; field?: string };
  } catch {
    return { message: '' };
  }
}
