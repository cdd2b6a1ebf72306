import { useCustom } from '@refinedev/core';
import { Input } from 'antd';
import { Link } from 'react-router';
import type { ReadNumber } from '../../../../domain/awards/award.ts';
import { readAwardNumber } from '../../../../domain/awards/award-number.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { useSettled } from '../../../shared/hooks/use-settled.ts';
import type { AwardPartProps } from './part.ts';

/** The number of an award, read while it is typed. A form that is not known is warned about and kept. */
export function NumberField({ values, onChange, errors, components, id }: AwardPartProps) {
  const { t } = useWords();
  const read = readAwardNumber(values.award_number, components);
  const known = useRegistered(read?.key ?? '');
  const other = known && known.id !== id ? known : null;
  return (
    <div className="award-number-field">
      <Field label={t('award.number')} error={errors.award_number} hint={read ? undefined : t('award.form.number_hint')}>
        {(control) => (
          <Input
            {...control}
            autoFocus={id === null}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={120}
            value={values.award_number}
            onChange={(event) => onChange({ award_number: event.target.value })}
            onBlur={() => read && read.number !== values.award_number && onChange({ award_number: read.number })}
          />
        )}
      </Field>
      <div role="status">
        {read && <Hint read={read} />}
        {other && (
          <p className="soon">
            {t('award.form.registered', { title: other.title })} <Link to={`/awards/${other.id}`}>{t('award.form.registered_open')}</Link>
          </p>
        )}
      </div>
    </div>
  );
}

function Hint({ read }: { read: ReadNumber }) {
  const { t } = useWords();
  const parts = [
    read.component,
    read.fiscal_year !== null && t('award.form.fiscal_year', { year: String(read.fiscal_year) }),
    read.instrument && t(`award.instrument.${read.instrument}`),
    read.program && t('award.form.program', { code: read.program }),
  ].filter((part): part is string => Boolean(part));
  return (
    <>
      {parts.length > 0 && <p className="award-read">{parts.join(' · ')}</p>}
      {read.format === 'unknown' && (
        <p className="soon">{t(read.prefix ? 'award.form.prefix_unknown' : 'award.form.number_unknown', { prefix: read.prefix ?? '' })}</p>
      )}
      {read.format.startsWith('legacy') && <p className="secondary">{t('award.form.number_legacy')}</p>}
    </>
  );
}

/** The award that has this number already. */
function useRegistered(key: string): { id: string; title: string } | null {
  const settled = useSettled(key, 300);
  const { query } = useCustom<ReadNumber & { award: { id: string; title: string } | null }>({
    url: 'read_award_number',
    method: 'post',
    config: { payload: { p_text: settled } },
    errorNotification: false,
    queryOptions: { enabled: settled.length >= 6, meta: { live: ['awards'] } },
  });
  return settled === key ? (query.data?.data?.award ?? null) : null;
}
