import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../providers/i18n.tsx';

type ChosenFileProps = {
  title: string;
  level?: 2 | 3;
  isWorking: boolean;
  onCancel: () => void;
  /** What comes next, and how it is called; null while there is nothing to take in. */
  next: { label: string; go: () => void } | null;
  /** How the file is read, then what it would do. */
  children: ReactNode;
};

/** A file that was chosen: how it is read, what it would do, and the button that does it. */
export function ChosenFile({ title, level = 2, isWorking, onCancel, next, children }: ChosenFileProps) {
  const { t } = useWords();
  const Heading = `h${level}` as const;
  return (
    <div className="import-chosen">
      <Heading>{title}</Heading>
      {children}
      <div className="form-foot">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        {next && (
          <Button type="primary" loading={isWorking} onClick={next.go}>
            {next.label}
          </Button>
        )}
      </div>
    </div>
  );
}
