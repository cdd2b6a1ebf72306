import { type RefObject, useEffect, useRef, useState } from 'react';

const filesOf = (transfer: DataTransfer | null): File[] => [...(transfer?.files ?? [])];
const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files that are dropped anywhere on the record around `frame`, or pasted while the page is open. Answers whether files
 * hang over it just now.
 */
export function useFileDrop(frame: RefObject<HTMLElement | null>, enabled: boolean, take: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const area = frame.current?.closest<HTMLElement>('article, .page') ?? frame.current;
    if (!enabled || !area) return;
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      latest.current(filesOf(event.dataTransfer));
    };
    const paste = (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData);
      // Text that is pasted into a field stays text, also when a picture of it comes along, as from a spreadsheet.
      if (files.length === 0 || event.clipboardData?.types.includes('text/plain') || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      latest.current(files);
    };
    area.addEventListener('dragenter', enter);
    area.addEventListener('dragleave', leave);
    area.addEventListener('dragover', over);
    area.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      area.removeEventListener('dragenter', enter);
      area.removeEventListener('dragleave', leave);
      area.removeEventListener('dragover', over);
      area.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [frame, enabled]);
  return isOver;
}
