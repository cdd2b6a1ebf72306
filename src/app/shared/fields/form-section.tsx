import { type ReactNode, useEffect, useState } from 'react';

type FormSectionProps = {
  name: string;
  title: string;
  /** What stands in it, said while it is closed. */
  summary: string;
  /** Opened from outside: an error is in it, or the address names it. */
  isWanted: boolean;
  children: ReactNode;
};

/** A part of a long form, closed until somebody needs it. What stands in it is said beside its name. */
export function FormSection({ name, title, summary, isWanted, children }: FormSectionProps) {
  const [isOpen, setOpen] = useState(isWanted);
  useEffect(() => {
    if (isWanted) setOpen(true);
  }, [isWanted]);
  return (
    <details className="form-section" id={`section-${name}`} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
        {!isOpen && <span className="secondary">{summary}</span>}
      </summary>
      {isOpen && <div className="form-section-body">{children}</div>}
    </details>
  );
}
