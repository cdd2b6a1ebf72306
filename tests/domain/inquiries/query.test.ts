import { describe, expect, it } from 'vitest';
import { emptyInquiryQuery, readInquiryQuery, writeInquiryQuery } from '../../../src/domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../../src/domain/inquiries/rpc-query.ts';
import { findTab, inquiryTabs, tabQueries } from '../../../src/domain/inquiries/tabs.ts';

const read = (text: string) => readInquiryQuery(new URLSearchParams(text));
const references = {
  topics: [{ id: 'topic-id', code: 'myapp' }],
  districts: [{ id: 'district-id', code: '3' }],
  organizations: [],
  me: 'my-id',
  today: '2026-11-30',
};

describe('the address of the list of inquiries', () => {
  it('is read back as it was written', () => {
    const text =
      'q=water+line&status=new%2Cassigned&district=3%2Cnone&open=yes&opened=2026-10&closed=2026-05-01..2026-10-31&open_on=2026-10-31&due=2026-11-24&sort=due_on';
    expect(writeInquiryQuery(read(text)).toString()).toBe(text);
    const cursor = { ...emptyInquiryQuery, after: ['2026-10-01T10:00:00+00:00', 'an,id"\\'] as [string, string] };
    expect(read(writeInquiryQuery(cursor).toString())).toEqual(cursor);
  });

  it('leaves out what cannot be read', () => {
    expect(read('opened=2026-13&open_on=2026-02-30&sort=subject&after=%5B1%5D&before=x&open=perhaps&due_before=soon')).toEqual(
      emptyInquiryQuery,
    );
  });

  it('turns a month into its first and last day, and codes into ids', () => {
    const asked = toInquiryRpcQuery(
      read('opened=2024-02&topic=myapp&district=3,none&assigned=me,none&due=2026-11-24&due_before=tomorrow'),
      references,
    );
    expect(asked.filters).toEqual({
      opened: { from: '2024-02-01', to: '2024-02-29' },
      topic: ['topic-id'],
      district: ['district-id', null],
      assigned_to: ['my-id', null],
      due: { from: '2026-11-24', to: '2026-11-24' },
      due_before: '2026-12-01',
    });
  });

  it('finds nothing for a code that is not there, rather than everything', () => {
    expect(toInquiryRpcQuery(read('topic=gone'), references).filters.topic).toEqual(['00000000-0000-0000-0000-000000000000']);
  });

  it('knows each tab again, also on its second page and with words', () => {
    for (const tab of inquiryTabs) {
      const address = writeInquiryQuery({ ...tabQueries[tab], search: 'x', after: ['a', 'b'] }).toString();
      expect(findTab(read(address))).toBe(tab);
    }
    expect(findTab(read('district=3'))).toBeNull();
  });
});
