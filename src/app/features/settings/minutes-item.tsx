import { Form, Input } from 'antd';
import { readMinutes, writeMinutes } from '../../../domain/organizations/standard-words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { text } from './values.ts';

/** "4 h" of minutes of work; empty for none. */
export const minutesText = (minutes: number | null): string => (minutes === null ? '' : writeMinutes(minutes));

type MinutesItemProps = { name: string; label: string; extra: string };

/** A span of work as a person types it: "4 h", "90 min", or nothing. */
export function MinutesItem({ name, label, extra }: MinutesItemProps) {
  const { t } = useWords();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[
        {
          validator: (_rule, value) =>
            readMinutes(text(value)) === undefined ? Promise.reject(new Error(t('settings.minutes_wrong'))) : Promise.resolve(),
        },
      ]}
    >
      <Input className="wide" maxLength={20} autoComplete="off" />
    </Form.Item>
  );
}
