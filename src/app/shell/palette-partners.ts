import { formatPhone } from '../../domain/shared/phone.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { useWords } from '../providers/i18n.tsx';
import type { Found, Tell } from './palette-results.ts';

/** How the search says what is made with partners. */
export function usePartnerResults(): Tell {
  const { t, format } = useWords();
  const word = (of: string, value: unknown) => t(`told.${of}.${value}` as MessageKey);
  const joined = (...parts: unknown[]) => parts.filter(Boolean).join(' · ');
  const text = (row: Found, field: string) => String(row[field]);
  return {
    organizations: {
      title: t('checklists.for_organizations'),
      item: (row) => ({
        to: `/organizations/${row.id}`,
        second: joined(
          word('organization.kind', row.kind),
          row.phone && formatPhone(text(row, 'phone')),
          !row.is_active && t('palette.not_active'),
        ),
      }),
    },
    programs: {
      title: t('checklists.for_programs'),
      item: (row) => ({
        to: `/programs/${row.id}`,
        second: joined(
          row.organization,
          row.status !== 'active' && word('program.status', row.status),
          row.closes_on && t('found.closes', { day: format.dateWithYear(text(row, 'closes_on')) }),
        ),
      }),
    },
    referrals: {
      title: t('checklists.for_referrals'),
      item: (row) => ({
        to: `/referrals/${row.id}`,
        second: joined(
          t('palette.referral', { number: text(row, 'number') }),
          word('referral.status', row.status),
          format.instant(text(row, 'on')),
          row.filed && `311 ${row.filed}`,
        ),
      }),
    },
    initiatives: {
      title: t('checklists.for_initiatives'),
      item: (row) => ({ to: `/initiatives/${row.id}`, second: joined(word('initiative.status', row.status), row.file_number) }),
    },
    meetings: {
      title: t('checklists.for_meetings'),
      item: (row) => ({ to: `/meetings/${row.id}`, second: format.dateWithYear(text(row, 'held_on')) }),
    },
    service_requests: {
      title: t('palette.service_requests'),
      item: (row) => ({
        to: `/service-requests?q=${row.number}`,
        second: joined(row.number, row.status, format.instant(text(row, 'opened_at')), row.address),
      }),
    },
    language_encounters: {
      title: t('palette.encounters'),
      item: (row) => ({
        to: `/language-encounters/${row.id}`,
        second: joined(row.number, format.instant(text(row, 'at')), word('encounter.outcome', row.outcome)),
      }),
    },
  };
}
