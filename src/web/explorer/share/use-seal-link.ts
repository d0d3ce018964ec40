/** Makes a link with the fingerprint of the result, and copies it. */
import { useCallback, useRef, useState } from 'react'
import type { SearchSession } from '../../search/session/search-session.ts'
import { reportCopy } from '../../ui/copy-report.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { toFrozenLink, toFrozenQuery } from './frozen-link.ts'

/** When it takes longer, its progress is shown. */
const maxUnseenMs = 700

/** Browsers let a page copy for five seconds after a click. When it takes longer, the link is shown with a button. */
const maxCopyMs = 4_000

/** The making of a link that takes long enough to be shown. */
export type SealLinkStage =
  | { at: 'working'; share: number }
  | { at: 'ready'; link: string; isKept: boolean }
  | { at: 'failed'; error: unknown }

/** The name of the link in the menu and after it was copied. */
export const sealLinkName = 'Link with fingerprint'

/** Makes links one at a time; `stage` is absent while there is nothing to show. */
export function useSealLink(control: LogQueryControl, session: SearchSession | undefined) {
  const [stage, setStage] = useState<SealLinkStage>()
  const running = useRef<AbortController>(undefined)

  const cancel = useCallback(() => {
    running.current?.abort()
    setStage(undefined)
  }, [])

  async function make() {
    if (!session) return
    running.current?.abort()
    const stopped = new AbortController()
    running.current = stopped
    const { signal } = stopped
    const beganMs = performance.now()
    let share = 0
    let isSeen = false
    const timer = setTimeout(() => {
      if (signal.aborted) return
      isSeen = true
      setStage({ at: 'working', share })
    }, maxUnseenMs)
    try {
      // Only those who make such a link load this part.
      const { makeKeptSeal } = await import('../seal/make-kept-seal.ts')
      const { query, screen, timeRange } = control
      const frozen = toFrozenQuery(query, timeRange)
      const { seal, isKept } = await makeKeptSeal(session, frozen, signal, (next) => {
        if (isSeen && next - share > 0.01) setStage({ at: 'working', share: next })
        share = next
      })
      const link = toFrozenLink(query, screen, timeRange, seal)
      const isSoon = performance.now() - beganMs < maxCopyMs
      const isCopied = isSoon && isKept && (await copy(link))
      setStage(isCopied ? undefined : { at: 'ready', link, isKept })
    } catch (error) {
      if (!signal.aborted) setStage({ at: 'failed', error })
    } finally {
      clearTimeout(timer)
    }
  }

  return { stage, make, cancel }
}

async function copy(link: string): Promise<boolean> {
  const copied = navigator.clipboard.writeText(link)
  await reportCopy(sealLinkName, copied)
  return copied.then(
    () => true,
    () => false,
  )
}
