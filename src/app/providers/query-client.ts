import { type InvalidateOptions, type InvalidateQueryFilters, keepPreviousData, QueryClient } from '@tanstack/react-query';

/**
 * What is out of date is asked for anew, also where an answer is on its way: that one was asked before the change, and would be taken
 * for new. Refine asks for the opposite wherever it is not told otherwise.
 */
class AskingAnew extends QueryClient {
  override invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions): Promise<void> {
    return super.invalidateQueries(filters as never, { ...options, cancelRefetch: true });
  }
}

/** The answers that the screens share. Refine gives a client of its own no defaults, so all of them stand here. */
export const createQueryClient = (): QueryClient =>
  new AskingAnew({
    defaultOptions: { queries: { retry: false, staleTime: 2_000, refetchOnWindowFocus: true, placeholderData: keepPreviousData } },
  });
