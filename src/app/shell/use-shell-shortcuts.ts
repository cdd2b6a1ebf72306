import { useLayoutEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useAllowed } from '../providers/office.tsx';
import { isSwitchedOff, isTyping } from '../shared/hooks/use-shortcut.ts';

type Acts = { search: () => void; help: () => void };

/** The keys that work everywhere: N for a new inquiry, / and Ctrl+K for the search, ? for the list of keys. */
export function useShellShortcuts(acts: Acts): void {
  const navigate = useNavigate();
  const mayCreate = useAllowed('inquiries', 'create');
  const latest = useRef(acts);
  latest.current = acts;
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        // A dialog that is open asks something first.
        if (!document.querySelector('[role="dialog"], dialog[open]')) latest.current.search();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isSwitchedOff(event)) return;
      if (event.key === '/') latest.current.search();
      else if (event.key === '?') latest.current.help();
      else if (event.key === 'n' && mayCreate) navigate('/inquiries/create');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [navigate, mayCreate]);
}
