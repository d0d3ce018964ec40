/** The cache of responses. */
import { QueryClient } from '@tanstack/react-query'

// The proxy retries; a second layer of retries would multiply its requests.
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
})
