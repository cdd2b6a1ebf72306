import { type FormEvent, useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Locale } from '../providers/preferences.ts';
import { ask, refusalWords } from './ask.ts';
import { PlainField } from './front.tsx';

/** Asks for the letter with the link. The answer is the same for every address. */
export function ForgottenForm({ locale, email, onBack }: { locale: Locale; email: string; onBack: () => void }) {
  const words = frontWords(locale);
  const [state, setState] = useState<'asking' | 'working' | 'sent'>('asking');
  const [error, setError] = useState<{ field: string; text: string } | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const address = String(new FormData(event.currentTarget).get('email') ?? '').trim();
    setError(address ? null : { field: 'email', text: words['front.email_missing'] });
    if (!address) return;
    setState('working');
    const asked = await ask('/reset', { email: address, locale });
    setState('answer' in asked ? 'sent' : 'asking');
    if ('refusal' in asked) setError({ field: asked.refusal.field ?? 'form', text: refusalWords(words, asked.refusal) });
  }

  return (
    <form className="plain-form" onSubmit={submit} noValidate>
      <div role="alert">{error?.field === 'form' && <p className="plain-alert">{error.text}</p>}</div>
      {state === 'sent' ? (
        <p className="plain-done" role="status">
          {words['reset.sent']}
        </p>
      ) : (
        <>
          <PlainField
            name="email"
            type="email"
            label={words['front.email']}
            autoComplete="username"
            defaultValue={email}
            error={error?.field === 'email' ? error.text : undefined}
          />
          <button type="submit" className="plain-submit" disabled={state === 'working'}>
            {words[state === 'working' ? 'front.sending' : 'reset.ask']}
          </button>
        </>
      )}
      <p className="plain-ways">
        <button type="button" onClick={onBack}>
          {words['front.by_password']}
        </button>
      </p>
    </form>
  );
}
