import { lazy } from 'react';
import { Route } from 'react-router';

const RecordsRequestList = lazy(async () => ({ default: (await import('./features/inquiries/records/list.tsx')).RecordsRequestList }));
const EscalationSettings = lazy(async () => ({ default: (await import('./features/settings/escalation.tsx')).EscalationSettings }));
const InquiryPacket = lazy(async () => ({ default: (await import('./features/inquiries/packet/page.tsx')).InquiryPacket }));
const ProfileList = lazy(async () => ({ default: (await import('./features/redaction-profiles/list.tsx')).ProfileList }));
const ProfileForm = lazy(async () => ({ default: (await import('./features/redaction-profiles/form.tsx')).ProfileForm }));

/** The addresses of what is due by law, of copies for the public, and of who hears when a clock runs out. */
export const clockRoutes = (
  <>
    <Route path="records-requests" element={<RecordsRequestList />} />
    <Route path="inquiries/:id/packet" element={<InquiryPacket />} />
    <Route path="settings/copies">
      <Route index element={<ProfileList />} />
      <Route path="create" element={<ProfileForm />} />
      <Route path=":id" element={<ProfileForm />} />
    </Route>
    <Route path="settings/escalation" element={<EscalationSettings />} />
  </>
);
