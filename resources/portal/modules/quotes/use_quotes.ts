import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '../../client/api.ts'
import { quoteKeys } from './quote_cache.ts'

/** The quotes fetched so far, newest first, with what fetches more of them. */
export function useQuoteList() {
  const query = useInfiniteQuery({
    queryKey: quoteKeys.list,
    queryFn: ({ pageParam, signal }) => api.quotes(pageParam, signal),
    // The first page has no cursor.
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const quotes = computed(() => {
    const seen = new Set<string>()
    return (query.data.value?.pages ?? [])
      .flatMap((page) => page.quotes)
      .filter(({ id }) => !seen.has(id) && seen.add(id))
  })
  return { query, quotes }
}

/** One quote. */
export function useQuote(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => quoteKeys.one(toValue(id))),
    queryFn: ({ signal }) => api.quote(toValue(id), signal),
  })
}

/** The worksheet of a quote's version, which never changes; nothing is asked while the version is null. */
export function useWorksheet(
  id: MaybeRefOrGetter<string>,
  version: MaybeRefOrGetter<number | null>
) {
  return useQuery({
    queryKey: computed(() => quoteKeys.worksheet(toValue(id), toValue(version) ?? 0)),
    queryFn: ({ signal }) => api.worksheet(toValue(id), toValue(version) ?? 0, signal),
    enabled: () => toValue(version) !== null,
    staleTime: Infinity,
  })
}

/** The facts of a quote's version, which never change; nothing is asked while the version is null. */
export function useVersion(id: MaybeRefOrGetter<string>, version: MaybeRefOrGetter<number | null>) {
  return useQuery({
    queryKey: computed(() => quoteKeys.version(toValue(id), toValue(version) ?? 0)),
    queryFn: ({ signal }) => api.version(toValue(id), toValue(version) ?? 0, signal),
    enabled: () => toValue(version) !== null,
    staleTime: Infinity,
  })
}

/** The program and the source behind a worksheet, which a hash names for good; nothing is asked while it is null. */
export function useProgram(hash: MaybeRefOrGetter<string | null>) {
  return useQuery({
    queryKey: computed(() => quoteKeys.program(toValue(hash) ?? '')),
    queryFn: ({ signal }) => api.program(toValue(hash) ?? '', signal),
    enabled: () => toValue(hash) !== null,
    staleTime: Infinity,
  })
}
