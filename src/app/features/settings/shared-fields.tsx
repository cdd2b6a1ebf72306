import { Checkbox, Form, InputNumber } from 'antd';
import { useWords } from '../../providers/i18n.tsx';

/** Where a row stands in its list. */
export function OrderField() {
  const { t } = useWords();
  return (
    <Form.Item name="sort_order" label={t('settings.order')} extra={t('settings.order_hint')}>
      <InputNumber className="wide" precision={0} />
    </Form.Item>
  );
}

/** Whether a row is still offered. What is retired stays with the records that have it. */
export function RetiredField({ label }: { label: string }) {
  const { t } = useWords();
  return (
    <Form.Item name="is_active" valuePropName="checked" extra={t('settings.retired_hint')}>
      <Checkbox>{label}</Checkbox>
    </Form.Item>
  );
}
