/** What something slower than a render answers, asked again when the question changes, not too often. */
import { useEffect, useRef, useState } from 'react'

/** How long a question waits after the one before, while entries arrive page by page. */
const restMs = 250

/** An answer that takes longer is worth a sign. */
const lateMs = 200

/**
 * The latest answer to the question named by `key`; the one before stays until it has come, unless it was about
 * something else. `isLate` says that a newer one lets itself be waited for.
 */
export function useAnswer<T>(
  about: unknown,
  ask: () => Promise<T>,
  key: string,
): { answer: T | undefined; isLate: boolean } {
  const [answer, setAnswer] = useState<{ about: unknown; value: T }>()
  const [isLate, setLate] = useState(false)
  const askedMs = useRef(Number.NEGATIVE_INFINITY)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the question.
  useEffect(() => {
    let isCurrent = true
    const waitMs = Math.max(0, askedMs.current + restMs - performance.now())
    let lateTimer: ReturnType<typeof setTimeout> | undefined
    const timer = setTimeout(() => {
      askedMs.current = performance.now()
      lateTimer = setTimeout(() => setLate(true), lateMs)
      ask().then(
        (next) => {
          if (!isCurrent) return
          clearTimeout(lateTimer)
          setAnswer({ about, value: next })
          setLate(false)
        },
        // A store that has ended answers no more; the screen goes with it.
        () => undefined,
      )
    }, waitMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      clearTimeout(lateTimer)
    }
  }, [about, key])
  return { answer: answer?.about === about ? answer?.value : undefined, isLate }
}
