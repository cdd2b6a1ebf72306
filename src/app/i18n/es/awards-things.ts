import type { awardsThings as en } from '../en/awards-things.ts';

/** Las subvenciones en todas partes: sus tareas, archivos e historial, en la búsqueda, entre las reglas de conservación. */
export const awardsThings: Record<keyof typeof en, string> = {
  'award.tab.tasks': 'Tareas',
  'award.tab.files': 'Archivos',
  'award.tab.history': 'Historial',
  'reports.awards': 'Todas las subvenciones, tal como están hoy',
  'checklists.for_awards': 'Subvenciones',
  'settings.kind_awards': 'Subvenciones',
  'refusal.award_over': 'Esta subvención terminó. Una lista es para una en la que todavía se trabaja.',
};
