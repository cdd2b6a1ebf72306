import { statSync } from 'node:fs';
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** The files that take the longest: begun first, so that none of them is left when all the others are done. */
const long = [
  'browser/screens',
  'browser/door',
  'browser/campaigns',
  'browser/register',
  'browser/audience',
  'browser/calendar',
  'browser/subscriptions',
  'browser/campaign-approval',
  'browser/roles',
  'server/attacks/attacks',
  'database/policies',
  'database/campaigns/random-verbs',
  'database/search/search',
  'database/filters/filters',
  'server/http/register',
  'database/changes/random-acts',
  'server/campaigns/killed',
  'server/letters/killed',
  'server/attacks/forms',
  'database/lists/lists',
];
const placeOf = ({ moduleId }: TestSpecification) => {
  const place = long.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
  return place === -1 ? long.length : place;
};

export default class LongestFirst implements TestSequencer {
  sort = (files: TestSpecification[]): TestSpecification[] => {
    const size = new Map(files.map(({ moduleId }) => [moduleId, statSync(moduleId).size]));
    return files.toSorted((a, b) => placeOf(a) - placeOf(b) || (size.get(b.moduleId) ?? 0) - (size.get(a.moduleId) ?? 0));
  };
  shard = (files: TestSpecification[]): TestSpecification[] => files;
}
