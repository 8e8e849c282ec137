import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { asProblem } from '../../../client/problem.ts'

/** Which texts of which version a panel tells of; the hash is null while they do not compile. */
export interface TrialOf {
  readonly plan: string
  readonly number: number
  readonly hash: string | null
}

/**
 * What the server makes of the saved texts, asked again whenever they compile to something else; what was
 * last known stays until then. `isOld` tells that it is not that of the present texts.
 */
export function useTrial<T>(
  kind: MaybeRefOrGetter<readonly unknown[]>,
  of: () => TrialOf,
  ask: (signal: AbortSignal) => Promise<T>,
  isWanted: () => boolean = () => true
) {
  const query = useQuery({
    queryKey: computed(() => {
      const { plan, number, hash } = of()
      return ['studio', plan, number, hash, ...toValue(kind)]
    }),
    queryFn: ({ signal }) => ask(signal),
    enabled: computed(() => of().hash !== null && isWanted()),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  const problem = computed(() => (query.error.value ? asProblem(query.error.value) : null))
  const isOld = computed(() => query.isPlaceholderData.value || of().hash === null)
  return { data: query.data, problem, isOld, isFetching: query.isFetching, retry: query.refetch }
}
