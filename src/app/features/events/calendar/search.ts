import { useLocation } from 'react-router';

/** What the address says of the calendar behind an event, without what it says of the event itself; with more, where given. */
export function useCalendarSearch(): (more?: Record<string, string>) => string {
  const { search } = useLocation();
  return (more = {}) => {
    const params = new URLSearchParams(search);
    for (const own of ['tab', 'from', 'template', 'start', 'end']) params.delete(own);
    for (const [name, value] of Object.entries(more)) params.set(name, value);
    return params.size > 0 ? `?${params}` : '';
  };
}
