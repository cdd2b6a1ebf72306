import { type RefObject, useEffect, useRef } from 'react';
import { addDays } from '../../../../domain/shared/dates.ts';

type Kind = '[data-event]' | '[data-day]';

/** Elements that share one stop of Tab, in the order of time; an event over several weeks counts once. */
function inTime(root: HTMLElement, kind: Kind): HTMLElement[] {
  const seen = new Set<string>();
  const key = (one: HTMLElement) => one.dataset.event ?? one.dataset.day ?? '';
  const time = (one: HTMLElement) => one.dataset.start ?? one.dataset.day ?? '';
  return [...root.querySelectorAll<HTMLElement>(kind)]
    .filter((one) => !seen.has(key(one)) && seen.add(key(one)))
    .sort((a, b) => time(a).localeCompare(time(b)));
}

/** Lets Tab stop at this one of its kind; from a day it goes on to the way of planning something on it. */
export function passTabStop(root: HTMLElement, next: HTMLElement): void {
  const kind: Kind = next.dataset.day === undefined ? '[data-event]' : '[data-day]';
  for (const other of root.querySelectorAll<HTMLElement>(`${kind}[tabindex="0"]`)) if (other !== next) other.tabIndex = -1;
  next.tabIndex = 0;
  if (kind === '[data-event]') return;
  for (const add of root.querySelectorAll<HTMLElement>('[data-day-add]')) add.tabIndex = add.dataset.dayAdd === next.dataset.day ? 0 : -1;
}

function focus(root: HTMLElement, next: HTMLElement): void {
  passTabStop(root, next);
  next.focus();
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const dayKeys: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 };
const eventKeys: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -1e6, End: 1e6 };

/**
 * The arrows lead through the events in the order of time, and through the days of a month as they stand. Past the days that are
 * shown they ask for those (`onLeave`), and go on there when they are drawn.
 */
export function useGridKeys(frame: RefObject<HTMLElement | null>, date: string, onLeave: (day: string) => void): void {
  const latest = useRef(onLeave);
  latest.current = onLeave;
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !(event.target instanceof HTMLElement)) return;
      const { day, event: id } = event.target.dataset;
      const step = (day !== undefined ? dayKeys : id !== undefined ? eventKeys : {})[event.key];
      if (step === undefined) return;
      event.preventDefault();
      if (day !== undefined) {
        const next = addDays(day, step);
        const there = root.querySelector<HTMLElement>(`[data-day="${next}"]`);
        if (there) return focus(root, there);
        wanted.current = next;
        return latest.current(next);
      }
      const all = inTime(root, '[data-event]');
      const at = all.findIndex((one) => one.dataset.event === id) + step;
      const next = all[Math.min(Math.max(at, 0), all.length - 1)];
      if (next) focus(root, next);
    };
    root.addEventListener('keydown', listen);
    return () => root.removeEventListener('keydown', listen);
  }, [frame]);
  useEffect(() => {
    const day = date && wanted.current;
    wanted.current = null;
    if (!day) return;
    // The library draws a new month twice, the first time to measure it.
    const frameRequest = requestAnimationFrame(() => {
      const there = frame.current?.querySelector<HTMLElement>(`[data-day="${day}"]`);
      if (there && frame.current) focus(frame.current, there);
    });
    return () => cancelAnimationFrame(frameRequest);
  }, [frame, date]);
}
