import '../../styles/staff.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useOffice } from '../../providers/office.tsx';
import type { ThemeChoice } from '../../providers/preferences.ts';
import { useThemeChoice } from '../../providers/theme.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Factors } from './factors.tsx';
import { PasswordForm } from './password-form.tsx';

const themes: ThemeChoice[] = ['system', 'light', 'dark'];

/** One's own account: who the office takes you for, password, sessions, second factor, how the screens look. */
export function AccountShow() {
  const { t, locale, setLocale } = useWords();
  const { me, connection } = useOffice();
  const { choice, choose } = useThemeChoice();
  return (
    <div className="page form-page account">
      <PageTitle title={t('account.title')} />
      <p className="page-lead">{t('account.lead', { name: me.name, email: me.email, role: t(`role.${me.role}`) })}</p>
      <section aria-labelledby="account-password">
        <h2 id="account-password">{t('account.password')}</h2>
        <PasswordForm />
      </section>
      <section aria-labelledby="account-sessions">
        <h2 id="account-sessions">{t('account.sessions')}</h2>
        <Sessions />
      </section>
      <section aria-labelledby="account-factor">
        <h2 id="account-factor">{t('account.factor')}</h2>
        {connection.config.second_factor ? <Factors /> : <p className="secondary">{t('account.factor_not_here')}</p>}
      </section>
      <section aria-labelledby="account-look">
        <h2 id="account-look">{t('account.look')}</h2>
        <Segments
          label={t('menu.theme')}
          name="theme"
          value={choice}
          onChange={choose}
          options={themes.map((one) => ({ value: one, label: t(`theme.${one}`) }))}
        />
        <Segments
          label={t('menu.language')}
          name="language"
          value={locale}
          onChange={setLocale}
          options={[
            { value: 'en', label: 'English', lang: 'en' },
            { value: 'es', label: 'Español', lang: 'es' },
          ]}
        />
      </section>
    </div>
  );
}

function Sessions() {
  const { t } = useWords();
  const { done, refused } = useNotify();
  const { session } = useOffice().connection;
  const [isWorking, setWorking] = useState(false);
  async function end() {
    setWorking(true);
    if (await session.signOutElsewhere()) done(t('account.sessions_ended'));
    else refused(t('refusal.unreachable'));
    setWorking(false);
  }
  return (
    <>
      <p className="secondary">{t('account.sessions_lead')}</p>
      <p>
        <Button loading={isWorking} onClick={() => void end()}>
          {t('account.sessions_end')}
        </Button>
      </p>
    </>
  );
}

type SegmentsProps<Value extends string> = {
  label: string;
  name: string;
  value: Value;
  options: { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
};

function Segments<Value extends string>({ label, name, value, options, onChange }: SegmentsProps<Value>) {
  return (
    <fieldset className="segments">
      <legend className="field-label">{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
