import { type ReactNode, useEffect, useRef } from 'react';
import { useOffice } from '../../providers/office.tsx';

type PageTitleProps = {
  /** Of the document; and of the heading, when no children are given. */
  title: string;
  children?: ReactNode;
  hidden?: boolean;
};

let arrivals = 0;

/** The one h1 of a page. It takes the focus when a person arrives from another page, so that a screen reader says where they are. */
export function PageTitle({ title, children, hidden }: PageTitleProps) {
  const { config } = useOffice().connection;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${config.office_name}`;
  }, [title, config.office_name]);
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser put it, and a field that asked for it keeps it.
    arrivals += 1;
    const inField = document.activeElement?.matches('input, textarea, select');
    if (arrivals > 1 && !inField) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={hidden ? 'visually-hidden' : undefined}>
      {children ?? title}
    </h1>
  );
}
