import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useAllowed } from '../providers/office.tsx';
import { isTyping } from '../shared/hooks/use-shortcut.ts';

type Acts = { focusSearch: () => void; help: () => void };

/** The keys that work everywhere: N for a new inquiry, / and Ctrl+K for the search, ? for the list of keys. */
export function useShellShortcuts(acts: Acts): void {
  const navigate = useNavigate();
  const mayCreate = useAllowed('inquiries', 'create');
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.focusSearch();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (event.key === '/') latest.current.focusSearch();
      else if (event.key === '?') latest.current.help();
      else if (event.key === 'n' && mayCreate) navigate('/inquiries/create');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [navigate, mayCreate]);
}
