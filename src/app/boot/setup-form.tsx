import { type FormEvent, useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Locale } from '../providers/preferences.ts';
import type { Session } from '../providers/session.ts';
import { ask, refusalWords } from './ask.ts';
import { PlainField } from './front.tsx';
import { NewPasswordField, passwordWords } from './password-field.tsx';

type SetupFormProps = { session: Session; locale: Locale; token: string; onDone: () => void };

/** Makes the first administrator with the one-time code of the set-up link, then signs them in. */
export function SetupForm({ session, locale, token, onDone }: SetupFormProps) {
  const words = frontWords(locale);
  const [working, setWorking] = useState(false);
  const [about, setAbout] = useState({ name: '', email: '' });
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
    const password = passwordWords(locale, values.password, values);
    if (password) wrong.password = password;
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setWorking(true);
    const asked = await ask('/setup', { token, ...values });
    if ('refusal' in asked) {
      setErrors({ [asked.refusal.field ?? 'form']: refusalWords(words, asked.refusal) });
    } else if (!(await session.signIn(values.email, values.password))) {
      return onDone();
    }
    setWorking(false);
  }

  return (
    <form
      className="plain-form"
      onSubmit={submit}
      onChange={(event) => {
        const entries = new FormData(event.currentTarget);
        setAbout({ name: String(entries.get('name') ?? ''), email: String(entries.get('email') ?? '') });
      }}
      noValidate
    >
      <div role="alert">
        {['form', 'token', 'setup_link'].map(
          (at) =>
            errors[at] && (
              <p className="plain-alert" key={at}>
                {errors[at]}
              </p>
            ),
        )}
      </div>
      <PlainField name="name" label={words['setup.name']} autoComplete="name" error={errors.name} />
      <PlainField name="email" type="email" label={words['front.email']} autoComplete="username" error={errors.email} />
      <NewPasswordField locale={locale} label={words['front.password']} about={about} error={errors.password} />
      <button type="submit" className="plain-submit" disabled={working}>
        {working ? words['setup.working'] : words['setup.submit']}
      </button>
    </form>
  );
}
