import { readPlace, whole } from '../imports/cells.ts';
import { resolutionByStatus } from '../imports/kc311-words.ts';
import { readTime } from '../imports/local-times.ts';
import { readLocal } from './local-instant.ts';
import type { Cell, Form, Places, Reading } from './request.ts';

/** The 311 cases of 2007 to March 2021 (7at3-sxhp), which change no more. Day and hour are apart; when a case was closed is a day. */
export const archiveForm: Form = {
  source: 'kc311_archive',
  needs: ['case_id', 'creation_date', 'status'],
  read: readArchive,
  reaches: (row) => row.opened,
};

function readArchive(cell: Cell, places: Places): Reading {
  const number = whole(cell('case_id'));
  if (!/^[0-9A-Za-z-]{1,40}$/.test(number)) return { why: 'number', value: number, number: '' };
  const day = readLocal(cell('creation_date'))?.slice(0, 10);
  const time = cell('creation_time') === '' ? '00:00:00' : readTime(cell('creation_time'));
  if (!day || !time) return { why: 'opened', value: `${cell('creation_date')} ${cell('creation_time')}`.trim(), number };
  if (day > places.tomorrow) return { why: 'future', value: cell('creation_date'), number };
  const closed = cell('closed_date') === '' ? null : readLocal(cell('closed_date'));
  if (closed === undefined) return { why: 'closed', value: cell('closed_date'), number };
  const status = cell('status');
  const isOpen = !Object.hasOwn(resolutionByStatus, status.toUpperCase());
  const days = Number(whole(cell('days_to_close')));
  const type = cell('category') || cell('request_type');
  return {
    row: {
      number,
      work_order: null,
      status,
      is_open: isOpen,
      opened: `${day}T${time}`,
      closed: isOpen ? null : closed,
      days: !isOpen && closed && cell('days_to_close') !== '' && Number.isInteger(days) && days >= 0 ? days : null,
      channel: cell('source'),
      is_internal: ['SYS', 'INSPE'].includes(cell('source').toUpperCase()),
      type: type.slice(0, 200),
      sub_type: cell('request_type').slice(0, 300),
      department: cell('department').slice(0, 160),
      // "Public Works-Solid Waste-" ends as if something followed.
      work_group: cell('work_group')
        .replace(/[-\s]+$/, '')
        .slice(0, 160),
      address: cell('street_address').slice(0, 500),
      postal_code: /^\d{5}$/.exec(whole(cell('zip_code')))?.[0] ?? null,
      district_id: places.districts.get(whole(cell('council_district'))) ?? null,
      neighborhood_id: places.neighborhoods.get(cell('neighborhood').toLowerCase()) ?? null,
      ...readPlace(cell('latitude'), cell('longitude')),
      updated: null,
    },
  };
}
