import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AwardRow, AwardStatus } from '../../../src/domain/awards/award.ts';
import { awardStatuses } from '../../../src/domain/awards/award.ts';
import { guidanceOf, type NumberedComponent, readAwardNumber } from '../../../src/domain/awards/award-number.ts';
import { verbsOf } from '../../../src/domain/awards/verbs.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('the hint while a number is typed says what the database will read', async () => {
  const components = await office.exec<NumberedComponent>('select code, award_prefix, valid_until::text from grant_components');
  const typed = [
    '15PBJA-23-GG-04317-BSCI',
    '15pbja23gg04317bsci',
    '15PBJA-24-GK-04073-CVIP',
    '15POVC-21-GK-02595-HT',
    '15JCOPS25GG01291SSIX',
    '15JBJA-23-GG-04317-BSCI',
    '15PXYZ-23-GG-04317-ABCD',
    '15PXYZ23GG04317ABCD',
    '15PBJA-23-GZ-04317-AB',
    'ASST_NON_15PBJA22GG02066JAGX_015',
    'asst_non_2016djbx0746_015',
    '2016-DJ-BX-0746',
    '2007 DD BX 0667',
    '2020UMWX0123',
    ' --15PBJA – 22 – GG – 02066 – JAGX-- ',
    '15PBJA-23-GG-04317',
    '15PBJA-23-GG-04317-BSCIX',
    'no number',
    'ABC/123',
    '1',
    '   ',
  ];
  for (const text of typed) {
    const [row] = await office.exec<{ read: object | null }>('select private.read_award_number($1) as read', [text]);
    expect({ text, read: readAwardNumber(text, components) }).toEqual({ text, read: row?.read ?? null });
  }
});

test('so does the hint about the Uniform Guidance', async () => {
  for (const [day, year] of [
    ['2024-09-30', null],
    ['2024-10-01', 2020],
    [null, 2024],
    [null, 2025],
    [null, null],
  ] as const) {
    const [row] = await office.exec<{ version: string }>('select private.uniform_guidance($1::date, $2::integer) as version', [day, year]);
    expect(guidanceOf(day, year)).toBe(row?.version);
  }
});

const functionOf: Record<string, { rpc: string; args: object }> = {
  accept: { rpc: 'accept_award', args: { p_accepted_on: '2024-11-07' } },
  accept_again: { rpc: 'accept_award', args: { p_accepted_on: '2024-11-08' } },
  decline: { rpc: 'decline_award', args: {} },
  activate: { rpc: 'activate_award', args: {} },
  suspend: { rpc: 'suspend_award', args: { p_on: '2025-01-01', p_reason: 'Late' } },
  resume: { rpc: 'resume_award', args: { p_on: '2025-02-01' } },
  terminate: { rpc: 'terminate_award', args: { p_facts: { terminated_on: '2025-04-22' } } },
  terminate_again: { rpc: 'terminate_award', args: { p_facts: { appealed_on: null } } },
  reinstate: { rpc: 'reinstate_award', args: {} },
  begin_closeout: { rpc: 'begin_closeout', args: {} },
  close: { rpc: 'close_award', args: { p_on: '2026-02-01', p_reason: 'Administrative closeout' } },
  hold: { rpc: 'hold_award', args: { p_since: '2025-01-01', p_reason: 'Audit' } },
  release: { rpc: 'release_award', args: {} },
};

test('what is offered in a state is done when it is asked for', async () => {
  let next = 3000;
  for (const status of awardStatuses) {
    const state = await stateOf(status);
    for (const { verb } of verbsOf(state)) {
      const [made] = await office.exec<{ id: string }>(
        `insert into awards (award_number, title, status, starts_on, ends_on, accepted_on, suspended_on, terminated_on, closed_on)
         values ($1, 'Parity', $2, '2024-10-01', '2025-09-30', $3, $4, $5, $6) returning id`,
        [`15PBJA-24-GG-0${++next}-PARX`, status, state.accepted_on, state.suspended_on, state.terminated_on, state.closed_on],
      );
      const { rpc, args } = functionOf[verb] ?? { rpc: '', args: {} };
      const { error } = await office.as('manager').rpc(rpc as never, { p_id: made?.id, ...args } as never);
      expect({ status, verb, error }).toEqual({ status, verb, error: null });
    }
  }
});

async function stateOf(status: AwardStatus) {
  const [row] = await office.exec<AwardRow>(`select * from jsonb_populate_record(null::awards, $1::jsonb)`, [
    JSON.stringify({
      status,
      accepted_on: ['active', 'suspended', 'terminated', 'closeout', 'closed'].includes(status) ? '2024-11-07' : null,
      suspended_on: status === 'suspended' ? '2025-01-01' : null,
      terminated_on: status === 'terminated' ? '2025-04-22' : null,
      closed_on: status === 'closed' ? '2026-02-01' : null,
    }),
  ]);
  if (!row) throw new Error('There is no such state.');
  return row;
}
