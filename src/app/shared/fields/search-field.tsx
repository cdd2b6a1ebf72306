import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSettled } from '../hooks/use-settled.ts';

type SearchFieldProps = { label: string; value: string; onChange: (text: string) => void };

/** The search above a list: asks when typing rests, and follows the address when that changes under it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  // What this field asked for and the address does not say yet, the latest last.
  const [asked, setAsked] = useState<string[]>([]);
  const settled = useSettled(text, 250);
  if (value !== seen) {
    setSeen(value);
    const own = asked.findIndex((one) => one.trim() === value.trim());
    setAsked(own === -1 ? [] : asked.slice(own + 1));
    // The address changed under the field (back, another view): the field follows. What is only its own question keeps what was typed since.
    if (own === -1) setText(value);
  }
  const ask = (wanted: string) => {
    if (wanted.trim() === (asked.at(-1) ?? seen).trim()) return;
    setAsked([...asked, wanted]);
    onChange(wanted);
  };
  useEffect(() => {
    if (settled === text) ask(settled);
  });
  return (
    <Input
      aria-label={label}
      placeholder={label}
      value={text}
      allowClear
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => ask(text)}
    />
  );
}
