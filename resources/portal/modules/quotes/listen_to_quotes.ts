import { api } from '../../client/api.ts'
import { asProblem } from '../../client/problem.ts'
import { queryClient } from '../../client/query_client.ts'
import { openLive, type QuoteChange } from '../../live/use_live.ts'
import { markArrival } from './arrivals.ts'
import { placeQuote, quoteKeys } from './quote_cache.ts'

/** More events than this between two fetches are cheaper to answer with one fetch of the list. */
const MOST_SINGLE_FETCHES = 10

const waiting = new Map<string, QuoteChange>()
let isFetching = false

/** Keeps the fetched quotes fresh: each event names a quote, which is then fetched and put in place. */
export function listenToQuotes(onSignedOut: () => void): void {
  openLive({
    onQuoteChange: (event) => {
      waiting.set(event.id, event)
      void fetchWaiting()
    },
    onGap: () => void queryClient.invalidateQueries({ queryKey: quoteKeys.list }),
    onSignedOut,
  })
}

async function fetchWaiting(): Promise<void> {
  if (isFetching) return
  isFetching = true
  while (waiting.size > 0) {
    const ids = [...waiting.keys()]
    waiting.clear()
    await show(ids)
  }
  isFetching = false
}

async function show(ids: readonly string[]): Promise<void> {
  const answers =
    ids.length > MOST_SINGLE_FETCHES ? [] : await Promise.allSettled(ids.map((id) => api.quote(id)))
  const missed = answers.some(
    // A quote that this person may not see is not theirs to show.
    (answer) => answer.status === 'rejected' && asProblem(answer.reason).status !== 404
  )
  for (const answer of answers) {
    if (answer.status === 'fulfilled') placeQuote(queryClient, answer.value)
  }
  if (missed || answers.length === 0) {
    await queryClient.invalidateQueries({ queryKey: quoteKeys.list })
  }
  ids.forEach(markArrival)
}
