/** Delays answers of the API, so that a reading does not end before a test has seen and used its progress. */
import { type Gumshoe, isList } from './fixtures.ts'

/**
 * Delays the lists of entries of the first log before this time (RFC 3339) until the returned function is called. A whole
 * range is read in parts, of which the oldest waits then.
 */
export function delayLists({ emulator }: Gumshoe, untilTime: string): () => void {
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  emulator.faults.when(isList, async (request, answerTruly) => {
    const before = new URL(request.url).searchParams.get('before') ?? ''
    if (before <= untilTime) await isReleased
    return answerTruly()
  })
  return () => release()
}
