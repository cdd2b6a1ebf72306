import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSettled } from '../hooks/use-settled.ts';

type SearchFieldProps = { label: string; value: string; onChange: (text: string) => void };

/** The search above a list: asks when typing rests, and follows the address when that changes under it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const settled = useSettled(text, 250);
  // The address may change under the field (back, another view): then the field follows; otherwise the address follows the field.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }
  useEffect(() => {
    if (settled !== sent && settled === text) {
      setSent(settled);
      onChange(settled);
    }
  });
  return (
    <Input
      aria-label={label}
      placeholder={label}
      value={text}
      allowClear
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onChange(text)}
    />
  );
}
