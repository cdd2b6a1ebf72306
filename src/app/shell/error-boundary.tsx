import { Component, type ReactNode } from 'react';
import { useWords } from '../providers/i18n.tsx';

type State = { failed: boolean };

/** Catches what a screen did not foresee: says so in a sentence and offers a way on. `resetKey` gives the next screen a fresh start. */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidUpdate(previous: { resetKey?: string }) {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useWords();
  return (
    <div className="page" role="alert">
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.text')}</p>
      <p>
        <button type="button" className="plain-submit" onClick={() => location.reload()}>
          {t('broken.reload')}
        </button>
      </p>
    </div>
  );
}
