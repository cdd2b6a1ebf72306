import { Input, Radio } from 'antd';
import { acceptedPictures } from '../../../domain/attachments/kinds.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../components/field.tsx';
import type { SaidHow } from './use-consent-record.ts';

export type Source = { how: SaidHow; note: string; photo: File | null };
export const noSource: Source = { how: 'staff', note: '', photo: null };

type SourceFieldsProps = {
  source: Source;
  onChange: (patch: Partial<Source>) => void;
  error?: string | undefined;
  photoError?: string | undefined;
  /** Whether a photo of a sheet can be kept: only where it is known whose files it belongs to. */
  withPaper: boolean;
};

/** How somebody said it, and where that can be found again: the ledger keeps both. */
export function SourceFields({ source, onChange, error, photoError, withPaper }: SourceFieldsProps) {
  const { t } = useWords();
  const ways: SaidHow[] = ['staff', 'call', 'form', ...(withPaper ? (['paper'] as const) : [])];
  return (
    <>
      <fieldset className="choice-group">
        <legend className="field-label">{t('consent.how')}</legend>
        <Radio.Group
          value={source.how}
          onChange={({ target }) => onChange({ how: target.value as SaidHow })}
          options={ways.map((value) => ({ value, label: t(`consent.how_${value}`) }))}
        />
      </fieldset>
      {source.how === 'paper' && (
        <Field label={t('consent.photo')} hint={t('consent.photo_hint')} error={photoError}>
          {(control) => (
            <input
              {...control}
              className="native"
              type="file"
              accept={acceptedPictures}
              onChange={({ target }) => onChange({ photo: target.files?.[0] ?? null })}
            />
          )}
        </Field>
      )}
      <Field label={t('consent.note')} hint={t('consent.note_hint')} error={error}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={500}
            value={source.note}
            onChange={({ target }) => onChange({ note: target.value })}
          />
        )}
      </Field>
    </>
  );
}
