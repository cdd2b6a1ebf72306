import { Form } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { textOrNull } from './values.ts';

export type Valid = { valid_from: string | null; valid_until: string | null };

/** From when until when a row holds. */
export function ValidityFields() {
  const { t } = useWords();
  return (
    <div className="form-grid">
      <Form.Item name="valid_from" label={t('grants.valid_from')}>
        <input type="date" className="native wide" />
      </Form.Item>
      <Form.Item name="valid_until" label={t('grants.valid_until')} extra={t('grants.valid_hint')}>
        <input type="date" className="native wide" />
      </Form.Item>
    </div>
  );
}

/** A day that was emptied is told to the database as missing. */
export const validityOf = (values: Record<string, unknown>): Valid => ({
  valid_from: textOrNull(values.valid_from),
  valid_until: textOrNull(values.valid_until),
});

export const isValidOn = ({ valid_until }: Valid, today: string): boolean => valid_until === null || valid_until >= today;
