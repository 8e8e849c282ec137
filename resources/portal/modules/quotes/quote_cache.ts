import type { InfiniteData, QueryClient } from '@tanstack/vue-query'
import type { Quote, QuotePage, QuoteSummary } from '../../client/types.ts'

type QuoteList = InfiniteData<QuotePage, string | null>

export const quoteKeys = {
  list: ['quotes', 'list'] as const,
  drafts: ['quotes', 'drafts'] as const,
  one: (id: string) => ['quotes', 'one', id] as const,
  version: (id: string, version: number) => ['quotes', 'version', id, version] as const,
  worksheet: (id: string, version: number) => ['quotes', 'worksheet', id, version] as const,
  program: (hash: string) => ['programs', hash] as const,
}

/** Puts a quote into what is already fetched: in its row when it is listed, else on top. */
export function placeQuote(client: QueryClient, quote: Quote): void {
  client.setQueryData(quoteKeys.one(quote.id), quote)
  client.setQueryData<QuoteList>(quoteKeys.list, (list) => list && withQuote(list, quote))
}

/** The list with this quote in it, every other row kept where it stands. */
export function withQuote(list: QuoteList, quote: QuoteSummary): QuoteList {
  const isListed = list.pages.some((page) => page.quotes.some(({ id }) => id === quote.id))
  return {
    ...list,
    pages: list.pages.map((page, index) => {
      if (isListed) {
        return { ...page, quotes: page.quotes.map((old) => (old.id === quote.id ? quote : old)) }
      }
      return index === 0 ? { ...page, quotes: [quote, ...page.quotes] } : page
    }),
  }
}
