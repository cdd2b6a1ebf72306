import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Locale } from '../providers/preferences.ts';
import type { OfficeConfig } from './office-config.ts';

/** The hall's dome: the product's mark. Always beside its name, never alone. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M12 3v2M5 11a7 6 0 0 1 14 0M4 11h16M6 11v7M10 11v7M14 11v7M18 11v7M4 18h16M3 21h18" />
    </svg>
  );
}

type FrontProps = {
  title: string;
  lead?: string;
  config: OfficeConfig | null;
  locale: Locale;
  onLocale: (locale: Locale) => void;
  children: ReactNode;
};

/** The frame of the pages before sign-in. */
export function Front({ title, lead, config, locale, onLocale, children }: FrontProps) {
  useEffect(() => {
    document.title = `${title} · ${config?.office_name ?? 'Rotunda'}`;
    document.documentElement.lang = locale;
  }, [title, config, locale]);
  return (
    <main className="front">
      <div className="front-panel">
        <p className="front-brand">
          <Mark />
          Rotunda
        </p>
        {config?.logo_path && <img className="front-logo" src={`/office/logo/${config.logo_path.replace('files/', '')}`} alt="" />}
        <h1>{title}</h1>
        <p className="front-lead">{lead ?? [config?.office_name, config?.city_name].filter(Boolean).join(' · ')}</p>
        {children}
        <p className="front-foot">
          <span>{config ? `Rotunda ${config.version}` : ''}</span>
          <button type="button" lang={locale === 'en' ? 'es' : 'en'} onClick={() => onLocale(locale === 'en' ? 'es' : 'en')}>
            {locale === 'en' ? 'Español' : 'English'}
          </button>
        </p>
      </div>
    </main>
  );
}

type PlainFieldProps = {
  name: string;
  label: string;
  type?: string;
  autoComplete: string;
  hint?: string;
  error?: string | undefined;
  defaultValue?: string;
  readOnly?: boolean;
  inputMode?: 'numeric';
};

/** A labelled input in plain HTML, with its error said beside it. */
export function PlainField({ name, label, type = 'text', hint, error, ...input }: PlainFieldProps) {
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="plain-field">
      <label htmlFor={name}>{label}</label>
      <input id={name} name={name} type={type} aria-invalid={Boolean(error)} aria-describedby={described || undefined} {...input} />
      {hint && (
        <span className="plain-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="plain-error" id={`${name}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
