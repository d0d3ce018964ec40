/** Lets the emulator answer with entries that a test provides, in any form. */
import type { Gumshoe } from './fixtures.ts'

/**
 * Answers every list request with these entries, given as JSON text or as values; other requests as usual.
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
