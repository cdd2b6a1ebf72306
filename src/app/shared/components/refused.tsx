import { Button } from 'antd';
import { Link, useLocation } from 'react-router';
import { toRefusal } from '../../../data/refusals.ts';
import { useWords } from '../../providers/i18n.tsx';
import { refusalText } from '../refusal-text.ts';

/** What could not be read, and the way on: to try again, or, where a record is not there, to the list that it would be in. */
export function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const refusal = toRefusal(error);
  const area = /^\/[^/]+(?=\/)/.exec(pathname)?.[0];
  // What is not there is all that such a page has to say.
  if (refusal.kind === 'missing' && area)
    return (
      <div className="notice notice-brick" role="alert">
        <h1 className="notice-title">{refusalText(refusal, t)}</h1>
        <Link to={area}>{t('action.back_to_list')}</Link>
      </div>
    );
  // Nothing was to be saved: the sentence of a failed save would frighten whoever has just saved something.
  const text =
    refusal.kind === 'unexpected'
      ? [t('refused.unread'), refusal.requestId && t('refusal.number', { number: refusal.requestId })]
      : [refusalText(refusal, t)];
  return (
    <div className="notice notice-brick" role="alert">
      <p>{text.filter(Boolean).join(' ')}</p>
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
