import { Button } from 'antd';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { refusalText } from '../refusal-text.ts';

/** What could not be read, and the way to try again. */
export function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useWords();
  return (
    <div className="notice notice-brick" role="alert">
      <p>{refusalText(toRefusal(error), t)}</p>
      <Button onClick={onRetry}>{t('action.retry')}</Button>
    </div>
  );
}

/** Why something was not saved, beside the button that was pressed. */
export function RefusedLine({ error }: { error: unknown }) {
  const { t } = useWords();
  return (
    <div role="alert">
      {error !== null && error !== undefined && <p className="notice notice-brick">{refusalText(toRefusal(error), t)}</p>}
    </div>
  );
}
