// Parts of react-big-calendar that its types do not name; see rbc.ts.
declare module 'react-big-calendar/lib/Calendar';
declare module 'react-big-calendar/lib/localizer';
