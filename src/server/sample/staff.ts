/** The people of the sample office. Accounts are made for the five whose address is their role. */
export type SampleStaff = { email: string; name: string; role: 'viewer' | 'staff' | 'coordinator' | 'manager' | 'admin' };

/** One person for each role, then two more who share the work. Addresses lie in the reserved domain `.example` (RFC 2606). */
export const sampleStaff: SampleStaff[] = [
  { email: 'viewer@rotunda.example', name: 'Ruth Okafor', role: 'viewer' },
  { email: 'staff@rotunda.example', name: 'Ana Morales', role: 'staff' },
  { email: 'coordinator@rotunda.example', name: 'Yusuf Abdi', role: 'coordinator' },
  { email: 'manager@rotunda.example', name: 'Lena Park', role: 'manager' },
  { email: 'admin@rotunda.example', name: 'Samuel Whitfield', role: 'admin' },
  { email: 'minh.tran@rotunda.example', name: 'Minh Trần', role: 'staff' },
  { email: 'grace.mutua@rotunda.example', name: 'Grace Mutua', role: 'staff' },
];
