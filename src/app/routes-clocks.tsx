import { lazy } from 'react';
import { Route } from 'react-router';

const RecordsRequestList = lazy(async () => ({ default: (await import('./features/inquiries/records/list.tsx')).RecordsRequestList }));
const EscalationSettings = lazy(async () => ({ default: (await import('./features/settings/escalation.tsx')).EscalationSettings }));

/** The addresses of what is due by law, and of who hears when a clock runs out. */
export const clockRoutes = (
  <>
    <Route path="records-requests" element={<RecordsRequestList />} />
    <Route path="settings/escalation" element={<EscalationSettings />} />
  </>
);
