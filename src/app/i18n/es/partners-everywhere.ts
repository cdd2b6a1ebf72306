import type { partnersEverywhere as en } from '../en/partners-everywhere.ts';

/** Lo que se hace con los aliados, donde está todo: listas de pasos, búsqueda, historial, inicio, informe. */
export const partnersEverywhere: Record<keyof typeof en, string> = {
  'checklists.for_opportunities': 'Oportunidades',
  'checklists.for_organizations': 'Aliados',
  'checklists.for_programs': 'Programas',
  'checklists.for_referrals': 'Derivaciones',
  'checklists.for_meetings': 'Reuniones',
  'checklists.for_initiatives': 'Iniciativas',
};
