import { expect, test } from 'vitest';
import { isAllowed, needed, type Role, roles } from '../../src/app/providers/access.ts';
import { acts, functions, type Lowest, tables } from '../database/expectations.ts';

/** The lowest role that the database, or a route in front of it, lets do an act. */
function lowestFor(act: string): Lowest | undefined {
  const rule = acts[act];
  if (!rule) return undefined;
  if ('route' in rule) return rule.route;
  return 'function' in rule ? functions[rule.function] : tables[rule.table]?.[rule.verb];
}

test('everything that screens offer by role is tied to the rule that decides', () => {
  expect(Object.keys(needed).sort()).toEqual(Object.keys(acts).sort());
});

test('a button is offered to exactly those whom the database lets', () => {
  const offered = Object.keys(needed).map((act) => {
    const [resource = '', action = ''] = act.split('.');
    return { act, lowest: roles.find((role: Role) => isAllowed(role, resource, action)) };
  });
  expect(offered).toEqual(Object.keys(needed).map((act) => ({ act, lowest: lowestFor(act) })));
});

test('what no rule is known of is not offered to anybody', () => {
  expect(roles.filter((role) => isAllowed(role, 'settings', 'delete') || isAllowed(role, 'nothing', 'create'))).toEqual([]);
});
