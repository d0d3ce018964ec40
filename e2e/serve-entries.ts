/** Lets the API answer with entries that a test has made by hand, of any shape. */
import type { Gumshoe } from './fixtures.ts'

/**
 * Every list request is answered with these entries, given as JSON text or as values, within the time
 * asked for; other requests are answered as ever.
 */
export function serveEntries(
  { emulator }: Gumshoe,
  entries: readonly unknown[],
  pathEnd = '/logs/audit',
): void {
  const texts = entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
  const body = `{"success":true,"errors":[],"messages":[],"result":[${texts.join(',')}],"result_info":{"count":${texts.length}}}`
  emulator.faults.when(
    (request) => new URL(request.url).pathname.endsWith(pathEnd),
    () => new Response(body, { headers: { 'content-type': 'application/json' } }),
  )
}
