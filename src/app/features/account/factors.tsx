import { Button } from 'antd';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { PlainField } from '../../boot/front.tsx';
import type { Factor, NewFactor } from '../../providers/factors.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';

/** Second factors by authenticator app: what there is, adding one by its first code, taking one away. */
export function Factors() {
  const { t, format } = useWords();
  const { done, refused } = useNotify();
  const { factors } = useOffice().connection.session;
  const [known, setKnown] = useState<Factor[] | null>(null);
  const [adding, setAdding] = useState<NewFactor | null>(null);
  const [error, setError] = useState('');

  const load = useCallback(async () => setKnown(await factors.list()), [factors]);
  useEffect(() => void load(), [load]);

  async function begin() {
    const begun = await factors.begin();
    if (begun) setAdding(begun);
    else refused(t('refusal.unreachable'));
  }
  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!adding) return;
    const code = String(new FormData(event.currentTarget).get('code') ?? '').replace(/\s/g, '');
    if (!(await factors.confirm(adding.id, code))) return setError(t('account.factor_wrong'));
    setAdding(null);
    setError('');
    done(t('account.factor_added'));
    await load();
  }
  async function remove(id: string) {
    if (await factors.remove(id)) done(t('account.factor_removed'));
    else refused(t('account.factor_stays'));
    await load();
  }

  if (adding)
    return (
      <form className="plain-form account-form" onSubmit={confirm} noValidate>
        <p>{t('account.factor_scan')}</p>
        <img className="account-code" src={adding.picture} alt={t('account.factor_picture')} width={180} height={180} />
        <p className="secondary">{t('account.factor_secret', { secret: adding.secret })}</p>
        <PlainField
          name="code"
          label={t('account.factor_code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          error={error || undefined}
        />
        <button type="submit" className="plain-submit">
          {t('account.factor_confirm')}
        </button>
      </form>
    );
  return (
    <>
      <p className="secondary">{t('account.factor_lead')}</p>
      <ul className="account-factors">
        {known?.map((factor) => (
          <li key={factor.id}>
            <span>{t('account.factor_since', { when: format.instant(factor.addedAt) })}</span>
            <button type="button" className="link" onClick={() => void remove(factor.id)}>
              {t('account.factor_remove')}
            </button>
          </li>
        ))}
      </ul>
      {known?.length === 0 && (
        <p>
          <Button onClick={() => void begin()}>{t('account.factor_add')}</Button>
        </p>
      )}
    </>
  );
}
