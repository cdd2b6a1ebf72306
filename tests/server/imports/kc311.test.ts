import { describe, expect, test } from 'vitest';
import { kc311 } from '../../../src/server/imports/kc311.ts';
import { readDay, readTime } from '../../../src/server/imports/local-times.ts';
import { exampleCells } from './example-cells.ts';

const today = '2021-03-31';
const read = (cells: Record<string, string> = {}) => kc311.readRow({ ...exampleCells, ...cells }, 2, today);
const row = (cells: Record<string, string> = {}) => {
  const reading = read(cells);
  if ('reason' in reading) throw new Error(reading.reason);
  return reading.row;
};

describe('dates and times of the file', () => {
  test.each([
    ['2/4/13', '2013-02-04'],
    ['02/04/2013', '2013-02-04'],
    ['1/2/07', '2007-01-02'],
    ['02/29/2020', '2020-02-29'],
    ['02/29/2019', undefined],
    ['13/01/2019', undefined],
    ['2019-03-01', undefined],
    ['', undefined],
  ])('the day %s is read as %s', (text, day) => expect(readDay(text)).toBe(day));

  test.each([
    ['02:05 PM', '14:05:00'],
    ['12:00 AM', '00:00:00'],
    ['12:30 PM', '12:30:00'],
    ['8:02 am', '08:02:00'],
    ['17:45', '17:45:00'],
    ['13:00 PM', undefined],
    ['25:00', undefined],
    ['noon', undefined],
  ])('the time %s is read as %s', (text, time) => expect(readTime(text)).toBe(time));
});

describe('a row of the file', () => {
  test('becomes an inquiry with its day, place and department', () => {
    expect(row()).toMatchObject({
      source_key: '2013012902',
      subject: 'Illegal Dumping on Right of Way',
      body: 'Trash',
      status: 'closed',
      resolution_code: 'resolved',
      channel: 'phone',
      topic_code: '311-trash',
      topic_name: 'Trash',
      department: 'public-works',
      district: '3',
      location: '2218 LYDIA AVE, 64108',
      opened_local: '2013-02-04 08:02:00',
      closed_on: '2013-02-05',
    });
  });

  test.each([
    ['CANC', 'closed', 'cancelled'],
    ['dup', 'closed', 'duplicate'],
    ['resol', 'closed', 'resolved'],
    ['OPEN', 'new', null],
    ['ASSIG', 'in_progress', null],
    ['hold', 'waiting_other', null],
    ['RHOLD', 'waiting_other', null],
    ['something new', 'new', null],
  ])('the status %s means %s, resolution %s', (STATUS, status, resolution_code) => {
    expect(row({ STATUS })).toMatchObject({ status, resolution_code, closed_on: resolution_code ? '2013-02-05' : null });
  });

  test.each([
    [{ 'CASE ID': ' ' }, 'The case has no CASE ID.'],
    [{ 'CREATION DATE': 'soon' }, 'CREATION DATE is not a date: "soon". Expected month/day/year.'],
    [{ 'CREATION DATE': '04/01/2021' }, 'CREATION DATE lies in the future: 2021-04-01.'],
    [{ 'CLOSED DATE': '' }, 'STATUS is RESOL, which is closed, but CLOSED DATE is empty.'],
    [{ 'CLOSED DATE': '02/03/2013' }, 'CLOSED DATE 2013-02-03 is before CREATION DATE 2013-02-04.'],
    [{ 'CLOSED DATE': '02/30/2013' }, 'CLOSED DATE is not a date: "02/30/2013". Expected month/day/year.'],
  ])('%j is rejected with a sentence', (cells, reason) => expect(read(cells)).toEqual({ reason }));

  test('"All" and "*Select one" add nothing to the text', () => {
    expect(row({ CATEGORY: 'Water Leak', TYPE: 'All', DETAIL: '*SELECT ONE' }).body).toBe('Water Leak');
    expect(row({ 'REQUEST TYPE': 'Trash-Bulky-Appointment', CATEGORY: 'Trash', TYPE: 'Bulky', DETAIL: 'Appointment' }).body).toBe('');
  });

  test('a district, department or place that nobody knows stays empty', () => {
    expect(row({ 'COUNCIL DISTRICT': '9.0', DEPARTMENT: 'Northland', LATITUDE: '0', LONGITUDE: '0', SOURCE: 'EDC' })).toMatchObject({
      district: null,
      department: null,
      latitude: null,
      longitude: null,
      channel: 'other',
    });
  });

  test('signs that a database cannot keep are dropped', () =>
    expect(row({ 'REQUEST TYPE': 'Pot\u0000hole \n deep' }).subject).toBe('Pot hole deep'));
});
