type WaitingProps = { message: string; retry?: string; onRetry?: () => void };

/** The whole page while nothing else can be shown: what is going on, and what to do when it stopped. */
export function Waiting({ message, retry, onRetry }: WaitingProps) {
  return (
    <main className="front">
      <div className="front-panel" role="status">
        <p>{message}</p>
        {retry && (
          <p className="plain-form">
            <button type="button" className="plain-submit" onClick={onRetry}>
              {retry}
            </button>
          </p>
        )}
      </div>
    </main>
  );
}
