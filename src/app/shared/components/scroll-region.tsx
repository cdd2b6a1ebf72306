import { type ReactNode, useEffect, useRef } from 'react';

/**
 * Holds a table that may be wider than the window. Only where it is, it can be reached by keyboard: somebody without a mouse
 * scrolls it with the arrows, and nobody else stops at it.
 */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth) element.setAttribute('tabindex', '0');
      else element.removeAttribute('tabindex');
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return (
    <section ref={region} className="table-scroll" aria-label={label}>
      {children}
    </section>
  );
}
