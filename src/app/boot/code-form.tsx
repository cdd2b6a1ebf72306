import { type FormEvent, useEffect, useRef, useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import { fillMessage } from '../i18n/translate.ts';
import type { Locale } from '../providers/preferences.ts';
import type { Session } from '../providers/session.ts';
import { ask, refusalWords } from './ask.ts';
import { PlainField } from './front.tsx';

type CodeFormProps = { session: Session; locale: Locale; email: string; onBack: () => void };

/** Sign-in by a code that comes by e-mail: the address, then the six digits. */
export function CodeForm({ session, locale, email, onBack }: CodeFormProps) {
  const words = frontWords(locale);
  const [sentTo, setSentTo] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<{ field: string; text: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const field = sentTo ? 'code' : 'email';
  useEffect(() => {
    const input = form.current?.elements.namedItem(field);
    if (input instanceof HTMLInputElement) input.focus();
  }, [field]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get(field) ?? '').trim();
    const missing = words[sentTo ? 'code.missing' : 'front.email_missing'];
    const isFilled = sentTo ? /^\d{6}$/.test(typed.replace(/\s/g, '')) : typed !== '';
    setError(isFilled ? null : { field, text: missing });
    if (!isFilled) return;
    setWorking(true);
    if (sentTo) {
      const refused = await session.signInByCode(sentTo, typed.replace(/\s/g, ''));
      if (!refused) return;
      setError({ field: refused.reason === 'code' ? 'code' : 'form', text: refusalWords(words, { message: '', ...refused }) });
    } else {
      const asked = await ask('/sign-in/code', { email: typed, locale });
      if ('answer' in asked) setSentTo(typed);
      else setError({ field: asked.refusal.field ?? 'form', text: refusalWords(words, asked.refusal) });
    }
    setWorking(false);
  }

  return (
    <form className="plain-form" ref={form} onSubmit={submit} noValidate>
      <div role="alert">{error?.field === 'form' && <p className="plain-alert">{error.text}</p>}</div>
      {sentTo && (
        <p className="plain-done" role="status">
          {fillMessage(words['code.sent'], { email: sentTo })}
        </p>
      )}
      {sentTo ? (
        <PlainField
          key="code"
          name="code"
          label={words['code.label']}
          autoComplete="one-time-code"
          inputMode="numeric"
          error={error?.field === 'code' ? error.text : undefined}
        />
      ) : (
        <PlainField
          key="email"
          name="email"
          type="email"
          label={words['front.email']}
          autoComplete="username"
          defaultValue={email}
          error={error?.field === 'email' ? error.text : undefined}
        />
      )}
      <button type="submit" className="plain-submit" disabled={working}>
        {words[sentTo ? (working ? 'front.working' : 'front.submit') : working ? 'front.sending' : 'code.ask']}
      </button>
      <p className="plain-ways">
        {sentTo && (
          <button type="button" onClick={() => setSentTo('')}>
            {words['code.again']}
          </button>
        )}
        <button type="button" onClick={onBack}>
          {words['front.by_password']}
        </button>
      </p>
    </form>
  );
}
