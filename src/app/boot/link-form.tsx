import { type FormEvent, useEffect, useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Locale } from '../providers/preferences.ts';
import type { Session } from '../providers/session.ts';
import { ask, type FrontRefusal, refusalWords } from './ask.ts';
import { PlainField } from './front.tsx';
import { NewPasswordField, passwordWords } from './password-field.tsx';

type LinkFormProps = {
  /** An invitation asks for the name too; a forgotten password does not. */
  kind: 'invite' | 'reset';
  session: Session;
  locale: Locale;
  token: string;
  onDone: () => void;
  /** Where to go from a link that is of no use. */
  onLeave: () => void;
};

const routes = {
  invite: { open: '/invite/open', save: '/invite', submit: 'invite.submit' },
  reset: { open: '/reset/open', save: '/reset/password', submit: 'reset.submit' },
} as const;

/** Behind a one-time link: whose it is, a password, and in. */
export function LinkForm({ kind, session, locale, token, onDone, onLeave }: LinkFormProps) {
  const words = frontWords(locale);
  const [person, setPerson] = useState<{ name: string; email: string } | null>(null);
  const [gone, setGone] = useState<FrontRefusal | null>(null);
  const [working, setWorking] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});

  useEffect(() => {
    let left = false;
    ask<{ name: string; email: string }>(routes[kind].open, { token }).then((asked) => {
      if (left) return;
      if ('answer' in asked) setPerson(asked.answer);
      else setGone(asked.refusal);
    });
    return () => {
      left = true;
    };
  }, [kind, token]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!person) return;
    const entries = new FormData(event.currentTarget);
    const name = kind === 'invite' ? String(entries.get('name') ?? '').trim() : person.name;
    const password = String(entries.get('password') ?? '');
    const wrong: Record<string, string> = {};
    if (!name) wrong.name = words['setup.name_missing'];
    const fault = passwordWords(locale, password, { name, email: person.email });
    if (fault) wrong.password = fault;
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setWorking(true);
    const asked = await ask<{ email: string }>(routes[kind].save, { token, name, password, locale });
    if ('answer' in asked) {
      await session.signIn(asked.answer.email, password);
      // Whatever stood in the way of signing in, the sign-in page says: the password is set.
      return onDone();
    }
    setErrors({ [asked.refusal.field ?? 'form']: refusalWords(words, asked.refusal) });
    setWorking(false);
  }

  if (gone)
    return (
      <div className="plain-form">
        <p className="plain-alert" role="alert">
          {refusalWords(words, gone)}
        </p>
        <button type="button" className="plain-submit" onClick={onLeave}>
          {words['front.to_sign_in']}
        </button>
      </div>
    );
  if (!person) return <p role="status">{words['front.opening']}</p>;
  const other = Object.entries(errors).find(([field]) => field !== 'name' && field !== 'password');
  return (
    <form className="plain-form" onSubmit={submit} noValidate>
      <div role="alert">{other && <p className="plain-alert">{other[1]}</p>}</div>
      <PlainField name="email" type="email" label={words['front.email']} autoComplete="username" defaultValue={person.email} readOnly />
      {kind === 'invite' && (
        <PlainField name="name" label={words['setup.name']} autoComplete="name" defaultValue={person.name} error={errors.name} />
      )}
      <NewPasswordField locale={locale} label={words['password.new']} about={person} error={errors.password} />
      <button type="submit" className="plain-submit" disabled={working}>
        {working ? words['front.working'] : words[routes[kind].submit]}
      </button>
    </form>
  );
}
