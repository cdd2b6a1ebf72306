import { expect, test } from 'vitest';
import { inventSampleOffice } from '../../../src/server/sample/create.ts';
import { SPAN_DAYS } from '../../../src/server/sample/inquiries.ts';
import { topicWords } from '../../../src/server/sample/topic-words.ts';

const today = '2026-11-24';
const office = inventSampleOffice(210140, today);
const distinct = (values: unknown[]) => new Set(values.filter((value) => value !== null)).size;

test('the same seed and day invent the same office, another seed another one', () => {
  expect(inventSampleOffice(210140, today)).toEqual(office);
  expect(inventSampleOffice(1, today).residents[0]).not.toEqual(office.residents[0]);
});

test('there are 2,000 residents and 4,000 inquiries of every topic, channel, language and district', () => {
  expect([office.residents.length, office.inquiries.length]).toEqual([2000, 4000]);
  expect(distinct(office.inquiries.map((row) => row.topic))).toBe(12);
  expect(distinct(office.inquiries.map((row) => row.channel))).toBe(14);
  expect(distinct(office.inquiries.map((row) => row.language))).toBe(22);
  expect(distinct(office.inquiries.map((row) => row.district))).toBe(6);
  expect(distinct(office.residents.map((row) => row.preferred_language))).toBe(22);
  expect(distinct(office.inquiries.map((row) => row.status))).toBe(6);
});

test('each topic has at least eight things that people ask', () => {
  for (const { asked } of Object.values(topicWords)) expect(new Set(asked.map(([, subject]) => subject)).size).toBeGreaterThanOrEqual(8);
});

test('phones and addresses are of the kind that nobody has, and households share them', () => {
  const numbers = office.residents.flatMap((row) => row.phones.map((phone) => phone.number));
  for (const number of numbers) expect(number).toMatch(/^\+1(816|913)55501\d\d$/);
  expect(new Set(numbers).size).toBeLessThan(numbers.length);
  for (const { emails } of office.residents)
    for (const { address } of emails) expect(address).toMatch(/^[a-z]+\.[a-z]+\d+@example\.(org|net|com)$/);
});

test('nothing happens on or after today, before its opening, or after its closing', () => {
  for (const row of office.inquiries) {
    const times = [row.opened_local, ...row.interactions.map((step) => step.at_local), ...(row.closed_local ? [row.closed_local] : [])];
    expect(times).toEqual([...times].sort());
    expect(times.at(-1)! < today).toBe(true);
  }
  const days = (Date.parse(today) - Date.parse(office.inquiries[0]!.opened_local.slice(0, 10))) / 86_400_000;
  expect(days).toBeLessThanOrEqual(SPAN_DAYS);
});

test('an office as it should be: a few weeks of open work, little of it late, hardly anything forgotten', () => {
  const open = office.inquiries.filter((row) => row.status !== 'closed');
  const age = (row: (typeof open)[number]) => (Date.parse(today) - Date.parse(row.opened_local.slice(0, 10))) / 86_400_000;
  expect(open.length).toBeGreaterThan(30);
  expect(open.length).toBeLessThan(110);
  expect(open.filter((row) => age(row) > 14).length).toBeLessThan(open.length / 4);
  expect(open.filter((row) => age(row) > 70).length).toBeLessThan(5);
});

test('what is to be done has somebody, hangs on inquiries that are open, and was noted before it was done', () => {
  const { tasks, checklists } = office.things;
  const people = new Set(office.staff.map((person) => person.email));
  const open = new Set(office.inquiries.filter((row) => row.closed_local === null).map((row) => row.subject + row.opened_local));
  expect(tasks.length).toBeGreaterThan(20);
  for (const task of tasks) {
    expect(task.owner === null ? task.owner_role : people.has(task.owner)).toBeTruthy();
    if (task.inquiry) expect(open.has(task.inquiry.subject + task.inquiry.opened_local)).toBe(true);
    if (task.done_local) expect(task.done_local > task.created_local).toBe(true);
  }
  const codes = new Set(Object.keys(topicWords));
  for (const list of checklists) expect(list.topics.filter((code) => !codes.has(code))).toEqual([]);
});
