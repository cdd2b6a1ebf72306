import { useDataProvider } from '@refinedev/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { StoryKind, StoryPage } from '../../../domain/inquiries/timeline.ts';
import type { HistoryNames } from '../../../domain/shared/history.ts';

const PAGE = 30;

/** The story of an inquiry, newest first, with all that its entries need in the same answer; `more` asks for older ones. */
export function useTimeline(id: string, kinds: readonly StoryKind[]) {
  const provider = useDataProvider()();
  const asked = kinds.length > 0 ? { kinds } : {};
  const query = useInfiniteQuery({
    // A list of changes, as far as others know: whatever touches the log or a part of this record asks it again.
    queryKey: ['data', 'default', 'changes', 'list', { query: { table: 'inquiries', id }, story: kinds }],
    queryFn: async ({ pageParam }) => {
      const p_query = { limit: PAGE, ...asked, ...(pageParam ? { after: pageParam } : {}) };
      const answer = await provider.custom?.({ url: 'inquiry_timeline', method: 'post', payload: { p_id: id, p_query } });
      return answer?.data as unknown as StoryPage;
    },
    initialPageParam: null as StoryPage['next'],
    getNextPageParam: (page) => page.next,
  });
  const pages = query.data?.pages ?? [];
  return {
    /** Null until the first page is there. */
    entries: query.data ? pages.flatMap(({ rows }) => rows) : null,
    known: joinNames(pages),
    error: query.error,
    retry: () => void query.refetch(),
    isStale: query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
  };
}

/** The names of several pages as those of one. */
function joinNames(pages: readonly HistoryNames[]): HistoryNames {
  const joined: HistoryNames = { names: {}, references: {} };
  for (const { names, references } of pages) {
    for (const [table, found] of Object.entries(names)) joined.names[table] = { ...joined.names[table], ...found };
    for (const [table, found] of Object.entries(references)) joined.references[table] = { ...joined.references[table], ...found };
  }
  return joined;
}
