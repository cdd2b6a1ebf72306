import { type Check, fail, ok, skip, warn } from '../check.ts';

/** Two clocks that disagree make sign-ins end early and due days wrong. */
export const clock: Check = {
  name: 'clock',
  run: async ({ pulse, config }) => {
    if (config.backend.kind === 'embedded') return ok('The database uses this machine’s clock.');
    return pulse ? judgeSkew(pulse.skew) : skip('The clocks were not compared: the database does not answer.');
  },
};

/** @param skew this machine less the database, in milliseconds */
export function judgeSkew(skew: number) {
  const apart = Math.abs(skew) / 1000;
  const said = `This machine's clock is ${apart.toFixed(0)} seconds ${skew > 0 ? 'ahead of' : 'behind'} the database's.`;
  if (apart > 60) return fail(`${said} Sign-ins may fail. Set both by a time server (NTP).`);
  if (apart > 5) return warn(`${said} Set both by a time server (NTP).`);
  return ok('The clocks of this machine and of the database agree.');
}
