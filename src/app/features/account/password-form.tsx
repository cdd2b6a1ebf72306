import { type FormEvent, useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { PlainField } from '../../boot/front.tsx';
import { NewPasswordField, passwordWords } from '../../boot/password-field.tsx';
import { frontWords } from '../../i18n/front.ts';
import { askServerJson } from '../../providers/ask-server.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import { RefusedLine } from '../../shared/components/refused.tsx';
import { refusalText } from '../../shared/refusal-text.ts';

/** The present password, then the new one. The other sessions end with it. */
export function PasswordForm() {
  const { t, locale } = useWords();
  const { done } = useNotify();
  const { connection, me } = useOffice();
  const [round, setRound] = useState(0);
  const [isWorking, setWorking] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [error, setError] = useState<unknown>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    const current = String(entries.get('current') ?? '');
    const password = String(entries.get('password') ?? '');
    const fault = passwordWords(locale, password, me);
    const wrong = {
      ...(current ? {} : { current: t('account.current_missing') }),
      ...(fault ? { password: fault } : {}),
    };
    setErrors(wrong);
    setError(null);
    if (Object.keys(wrong).length > 0) return;
    setWorking(true);
    try {
      await askServerJson(connection, '/account/password', { current, password, locale });
      setRound(round + 1);
      done(t('account.password_saved'));
    } catch (refused) {
      const refusal = toRefusal(refused);
      const own = frontWords(locale)[`refused.${refusal.reason}` as 'refused.password_same'];
      if (refusal.field === 'current' || refusal.field === 'password') setErrors({ [refusal.field]: own ?? refusalText(refusal, t) });
      else setError(refused);
    }
    setWorking(false);
  }

  return (
    <form className="plain-form account-form" key={round} onSubmit={submit} noValidate>
      <input type="email" name="email" autoComplete="username" value={me.email} readOnly hidden />
      <PlainField name="current" type="password" label={t('account.current')} autoComplete="current-password" error={errors.current} />
      <NewPasswordField locale={locale} label={t('account.next')} about={me} error={errors.password} />
      <RefusedLine error={error} />
      <button type="submit" className="plain-submit" disabled={isWorking}>
        {t('account.password_save')}
      </button>
    </form>
  );
}
