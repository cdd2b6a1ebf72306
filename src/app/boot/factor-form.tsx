import { type FormEvent, useState } from 'react';
import { frontWords } from '../i18n/front.ts';
import type { Locale } from '../providers/preferences.ts';
import type { Session } from '../providers/session.ts';
import { refusalWords } from './ask.ts';
import { PlainField } from './front.tsx';

/** The second factor, where somebody has one: the code that their authenticator app shows. */
export function FactorForm({ session, locale }: { session: Session; locale: Locale }) {
  const words = frontWords(locale);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState('');

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '').replace(/\s/g, '');
    setError(/^\d{6}$/.test(code) ? '' : words['code.missing']);
    if (!/^\d{6}$/.test(code)) return;
    setWorking(true);
    const refused = await session.enterFactor(code);
    if (!refused) return;
    setWorking(false);
    setError(refusalWords(words, { message: '', ...refused, reason: refused.reason === 'code' ? 'factor' : refused.reason }));
  }

  return (
    <form className="plain-form" onSubmit={submit} noValidate>
      <PlainField name="code" label={words['factor.label']} autoComplete="one-time-code" inputMode="numeric" error={error || undefined} />
      <button type="submit" className="plain-submit" disabled={working}>
        {working ? words['front.working'] : words['front.submit']}
      </button>
      <p className="plain-ways">
        <button type="button" onClick={() => void session.signOut()}>
          {words['factor.leave']}
        </button>
      </p>
    </form>
  );
}
