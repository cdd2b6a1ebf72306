import { readPlace, whole } from '../imports/cells.ts';
import { readLocal } from './local-instant.ts';
import type { Cell, Form, Places, Reading } from './request.ts';

const closedWords = new Set(['resolved', 'closed', 'canceled', 'cancelled']);

/** The feed since March 2021 (d4px-6rwg). Statuses come in any case; an open request says that it took 0 days. */
export const currentForm: Form = {
  source: 'kc311_current',
  needs: ['reported_issue', 'current_status', 'open_date_time'],
  read: readCurrent,
  reaches: (row) => row.updated ?? row.opened,
};

function readCurrent(cell: Cell, places: Places): Reading {
  const number = whole(cell('reported_issue'));
  if (!/^[0-9A-Za-z-]{1,40}$/.test(number)) return { why: 'number', value: number, number: '' };
  const opened = readLocal(cell('open_date_time'));
  if (!opened) return { why: 'opened', value: cell('open_date_time'), number };
  if (opened.slice(0, 10) > places.tomorrow) return { why: 'future', value: cell('open_date_time'), number };
  const resolved = cell('resolved_date');
  const closed = resolved === '' ? null : readLocal(resolved);
  if (closed === undefined) return { why: 'closed', value: resolved, number };
  const status = cell('current_status');
  const isOpen = !closedWords.has(status.toLowerCase());
  const days = Number(whole(cell('days_to_close')));
  const updated = readLocal(cell('last_updated')) ?? null;
  const address = cell('incident_address').slice(0, 500);
  return {
    row: {
      number,
      work_order: cell('workorder') || cell('work_order') || null,
      status,
      is_open: isOpen,
      opened,
      closed: isOpen ? null : closed,
      // An open one says 0: that is no time it took.
      days: !isOpen && closed && cell('days_to_close') !== '' && Number.isInteger(days) && days >= 0 ? days : null,
      channel: cell('report_source'),
      is_internal: /^staff\b/i.test(cell('source_category')),
      type: cell('issue_type').slice(0, 200),
      sub_type: cell('issue_sub_type').slice(0, 300),
      // The work group names its department in its own way: "NHS Preservation". Organizations know theirs by that name.
      department: '',
      work_group: cell('department_work_group').slice(0, 160),
      address,
      postal_code: /\b(\d{5})(?:-\d{4})?$/.exec(address)?.[1] ?? null,
      district_id: places.districts.get(whole(cell('council_district'))) ?? null,
      neighborhood_id: places.neighborhoods.get(cell('neighborhood').toLowerCase()) ?? null,
      ...placeOf(cell),
      updated: updated && updated.slice(0, 10) <= places.tomorrow ? updated : null,
    },
  };
}

/** Latitude and longitude, or the point, which says them the other way round: 'POINT (-94.54 38.92)'. */
function placeOf(cell: Cell) {
  const place = readPlace(cell('latitude'), cell('longitude'));
  if (place.latitude !== null) return place;
  const point = /POINT ?\((-?[\d.]+) (-?[\d.]+)\)/i.exec(cell('lat_long'));
  return readPlace(point?.[2] ?? '', point?.[1] ?? '');
}
