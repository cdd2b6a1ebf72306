import type { awardsReminders as en } from '../en/awards-reminders.ts';

/** Avisos de lo que deben las subvenciones: en la bandeja, en el calendario, en calendarios de fuera. */
export const awardsReminders: Record<keyof typeof en, string> = {
  'inbox.kind_reminded': 'Un informe de una subvención está por vencer o atrasado',
  'inbox.reminded_in_one': 'Vence en {count} día: {report}',
  'inbox.reminded_in_other': 'Vence en {count} días: {report}',
  'inbox.reminded_today': 'Vence hoy: {report}',
  'inbox.reminded_late_one': '{count} día de retraso: {report}',
  'inbox.reminded_late_other': '{count} días de retraso: {report}',
  'inbox.reminded_many_one': '{count} informe de una subvención está por vencer o atrasado',
  'inbox.reminded_many_other': '{count} informes de subvenciones están por vencer o atrasados',
  'inbox.reminded_of': 'Lo tiene {name}, que no ha dicho que lo sabe',
  'inbox.reminded_of_late': 'Lo tiene {name}',
  'inbox.reminded_nobody': 'Nadie lo tiene',
  'inbox.know': 'Lo sé',
  'inbox.know_of': 'Lo sé: {report}',
  'calendar.show_award_reports': 'Informes de subvenciones',
  'calendar.award_report': '{report}: {title}',
  'calendar.award_reports_one': '{count} informe de subvenciones',
  'calendar.award_reports_other': '{count} informes de subvenciones',
  'feeds.with_reports': 'Con mis informes de subvenciones en su día',
  'feeds.with_all_reports': 'Con todos los informes de subvenciones en su día',
  'feeds.and_reports': '{feed}, con informes de subvenciones',
};
