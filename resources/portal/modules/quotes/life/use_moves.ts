import { useMutation } from '@tanstack/vue-query'
import { toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '../../../client/api.ts'
import { queryClient } from '../../../client/query_client.ts'
import type { Move } from '../../../client/types.ts'
import { quoteKeys } from '../quote_cache.ts'

/** What a person decided in the dialog. */
export interface MoveRequest {
  readonly move: Exclude<Move, 'revise'>
  readonly reason: string
  readonly instalments: number
  /** The state of the quote that they saw. */
  readonly etag: string | null
}

/** Makes a move on a quote, and fetches the quote anew whatever came of it. */
export function useMove(id: MaybeRefOrGetter<string>) {
  return useMutation({
    mutationFn: ({ move, reason, instalments, etag }: MoveRequest) =>
      move === 'bind'
        ? api.bind(toValue(id), instalments, etag)
        : api.move(toValue(id), move, reason, etag),
    onSettled: () => refetch(toValue(id)),
  })
}

/** Records that what a rule requires is there in writing. */
export function useElection(id: MaybeRefOrGetter<string>) {
  return useMutation({
    mutationFn: ({ rule, note }: { rule: string; note: string }) =>
      api.elect(toValue(id), rule, note),
    onSettled: () => refetch(toValue(id)),
  })
}

function refetch(id: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: quoteKeys.one(id) })
}
