/** The event behind a registration or a check-in. */
export type EventOfResident = { id: string; title: string; starts_at: string; place_name: string | null; status: string };
export type RegistrationOfResident = { status: 'confirmed' | 'waitlisted' | 'offered' | 'cancelled'; event: EventOfResident };
export type AttendanceOfResident = { event: EventOfResident };

/** What a resident has to do with an event, as one line. */
export type ResidentEvent = { event: EventOfResident; part: 'came' | RegistrationOfResident['status'] };

/** One line for each event, the latest first: who came is not also told as registered. */
export function listResidentEvents(registrations: RegistrationOfResident[], attendances: AttendanceOfResident[]): ResidentEvent[] {
  const lines = new Map<string, ResidentEvent>();
  for (const { status, event } of registrations) {
    const known = lines.get(event.id);
    if (!known || known.part === 'cancelled') lines.set(event.id, { event, part: status });
  }
  for (const { event } of attendances) lines.set(event.id, { event, part: 'came' });
  return [...lines.values()].sort((a, b) => (a.event.starts_at < b.event.starts_at ? 1 : -1));
}
