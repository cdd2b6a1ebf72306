/** Asks the API a question: the path, and the body that is posted. */
export type AskSpending = (path: string, body: unknown) => Promise<string>;

const ADDRESS = 'https://api.usaspending.gov';
const PATIENCE_MS = 20_000;
const PAGE = 100;
const MOST_PAGES = 20;
/** Block, formula, project grants and cooperative agreements. */
const grants = ['02', '03', '04', '05'];

const awardFields = [
  'Award ID',
  'Recipient Name',
  'Recipient UEI',
  'Start Date',
  'End Date',
  'Base Obligation Date',
  'Award Amount',
  'Description',
  'Awarding Agency',
  'CFDA Number',
  'primary_assistance_listing',
];
const subawardFields = [
  'Sub-Award ID',
  'Sub-Awardee Name',
  'Sub-Recipient UEI',
  'Sub-Award Date',
  'Sub-Award Amount',
  'Sub-Award Description',
  'Prime Award ID',
  'Prime Award Recipient UEI',
];

/**
 * What USAspending has of a recipient's awards of the Department of Justice and their subawards: its answers as they came, as one list.
 * Nothing is sent but the identifier.
 */
export async function fetchSpending(uei: string, ask: AskSpending = askOverNetwork): Promise<string> {
  const answers: string[] = [];
  for (const [fields, subawards] of [
    [awardFields, false],
    [subawardFields, true],
  ] as const) {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = await ask('/api/v2/search/spending_by_award/', {
        filters: {
          award_type_codes: grants,
          agencies: [{ type: 'awarding', tier: 'toptier', name: 'Department of Justice' }],
          recipient_search_text: [uei],
        },
        fields,
        subawards,
        page,
        limit: PAGE,
        sort: fields[0],
        order: 'asc',
      });
      answers.push(answer);
      const { page_metadata } = JSON.parse(answer) as { page_metadata?: { hasNext?: boolean } };
      if (!page_metadata?.hasNext) break;
    }
  }
  return `[${answers.join(',')}]`;
}

async function askOverNetwork(path: string, body: unknown): Promise<string> {
  const response = await fetch(ADDRESS + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`USAspending answered ${response.status}.`);
  return response.text();
}
