import { useState } from 'react';
import { findPasswordFault, shortestPassword } from '../../domain/staff/password.ts';
import { frontWords } from '../i18n/front.ts';
import { fillMessage } from '../i18n/translate.ts';
import type { Locale } from '../providers/preferences.ts';

type NewPasswordProps = {
  locale: Locale;
  label: string;
  name?: string;
  /** Whose password it will be: their name and address do not make one. */
  about: { email?: string; name?: string };
  error?: string | undefined;
};

/** What is wrong with a password that was chosen, in words; empty when it will do. */
export function passwordWords(locale: Locale, password: string, about: NewPasswordProps['about']): string {
  const fault = findPasswordFault(password, about);
  return fault ? frontWords(locale)[`refused.password_${fault}`] : '';
}

/** A new password: the rule stands below it and says, while one types, what is still missing. */
export function NewPasswordField({ locale, label, name = 'password', about, error }: NewPasswordProps) {
  const words = frontWords(locale);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(false);
  const fault = typed === '' ? null : findPasswordFault(typed, about);
  const missing = shortestPassword - [...typed].length;
  const hint =
    typed === ''
      ? words['password.hint']
      : fault === 'short'
        ? fillMessage(words[missing === 1 ? 'password.missing_one' : 'password.missing'], { count: missing })
        : fault
          ? words[`refused.password_${fault}`]
          : words['password.good'];
  return (
    <div className="plain-field">
      <label htmlFor={name}>{label}</label>
      <span className="plain-secret">
        <input
          id={name}
          name={name}
          type={shown ? 'text' : 'password'}
          autoComplete="new-password"
          spellCheck={false}
          aria-invalid={Boolean(error)}
          aria-describedby={error ? `${name}-hint ${name}-error` : `${name}-hint`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {words[shown ? 'password.hide' : 'password.show']}
        </button>
      </span>
      <span className="plain-hint" id={`${name}-hint`} aria-live="polite">
        {hint}
      </span>
      {error && (
        <span className="plain-error" id={`${name}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
