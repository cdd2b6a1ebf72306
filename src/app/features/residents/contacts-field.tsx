import { Button, Input } from 'antd';
import { useRef } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { type ContactKind, type ContactValues, emptyContact, type ResidentErrors } from './form-values.ts';

type ContactsFieldProps = { kind: ContactKind; rows: ContactValues[]; onChange: (rows: ContactValues[]) => void; errors: ResidentErrors };

const inputTypes = { phones: 'tel', emails: 'email', addresses: 'text' } as const;

/** Any number of phones, mails or addresses, or none. */
export function ContactsField({ kind, rows, onChange, errors }: ContactsFieldProps) {
  const { t } = useWords();
  const list = useRef<HTMLFieldSetElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  /** Whoever adds a row types into it next. */
  const goToNew = () => setTimeout(() => list.current?.querySelector<HTMLElement>('.contact:last-of-type input')?.focus());
  const patch = (key: string, change: Partial<ContactValues>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <fieldset className="contacts" ref={list}>
      <legend className="field-label">{t(`field.${kind}`)}</legend>
      {rows.map((row, index) => (
        <div className="contact" key={row.key}>
          <div className="contact-row">
            <Input
              aria-label={t(`contact.${kind}`, { number: index + 1 })}
              type={inputTypes[kind]}
              value={row.value}
              autoComplete="off"
              maxLength={kind === 'addresses' ? 500 : 254}
              aria-invalid={Boolean(errors[row.key])}
              aria-describedby={errors[row.key] ? `${row.key}-error` : undefined}
              onChange={(event) => patch(row.key, { value: event.target.value })}
            />
            {kind === 'addresses' && (
              <Input
                className="contact-postal"
                aria-label={t('contact.postal', { number: index + 1 })}
                placeholder={t('contact.postal_short')}
                maxLength={12}
                value={row.postal_code}
                onChange={(event) => patch(row.key, { postal_code: event.target.value })}
              />
            )}
            <Input
              className="contact-label"
              aria-label={t('contact.label', { number: index + 1 })}
              placeholder={t('contact.label_short')}
              maxLength={60}
              value={row.label}
              onChange={(event) => patch(row.key, { label: event.target.value })}
            />
            <Button
              onClick={() => {
                onChange(rows.filter((one) => one.key !== row.key));
                add.current?.focus();
              }}
              aria-label={t(`contact.remove_${kind}`, { number: index + 1 })}
            >
              {t('contact.remove')}
            </Button>
          </div>
          {errors[row.key] && (
            <p id={`${row.key}-error`} className="field-error">
              {errors[row.key]}
            </p>
          )}
        </div>
      ))}
      <button
        type="button"
        className="link"
        ref={add}
        onClick={() => {
          onChange([...rows, emptyContact()]);
          goToNew();
        }}
      >
        {t(`contact.add_${kind}`)}
      </button>
    </fieldset>
  );
}
