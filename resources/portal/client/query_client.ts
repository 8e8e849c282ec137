import { QueryClient } from '@tanstack/vue-query'
import { asProblem } from './problem.ts'

/** The cache of everything fetched. A refusal is final; silence and a server's fault are tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => {
        const { status } = asProblem(error)
        return failures < 2 && (status === 0 || status >= 500)
      },
    },
  },
})
