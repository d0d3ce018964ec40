/** TanStack Query's client, which caches responses. */
import { QueryClient } from '@tanstack/react-query'

// TanStack Query must not retry: the proxy repeats failed calls, and a search repeats failed pages by its own rules.
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
})
