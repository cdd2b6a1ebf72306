import '../../styles/imports.css';
import { Button } from 'antd';
import { useRef } from 'react';

/** Files of a spreadsheet, and others that are taken in. */
export const sheets = 'text/csv,.csv,text/tab-separated-values,.tsv';
export const json = 'application/json,.json';

type FileChoiceProps = {
  label: string;
  accept: string;
  isWorking: boolean;
  disabled?: boolean;
  onFile: (file: File) => void;
};

/** The button by which a file is chosen; the same file can be chosen again. */
export function FileChoice({ label, accept, isWorking, disabled = false, onFile }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) onFile(file);
        }}
      />
      <Button loading={isWorking} disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
