/** What something slower than a render answers, asked again when the question changes, not too often. */
import { useEffect, useRef, useState } from 'react'

/** How long a question waits after the one before, while entries arrive page by page. */
const restMs = 250

/** The latest answer to the question named by `key`; the one before stays until it has come. */
export function useAnswer<T>(ask: () => Promise<T>, key: string): T | undefined {
  const [answer, setAnswer] = useState<T>()
  const askedMs = useRef(Number.NEGATIVE_INFINITY)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the question.
  useEffect(() => {
    let isCurrent = true
    const waitMs = Math.max(0, askedMs.current + restMs - performance.now())
    const timer = setTimeout(() => {
      askedMs.current = performance.now()
      ask().then(
        (next) => isCurrent && setAnswer(() => next),
        // A store that has ended answers no more; the screen goes with it.
        () => undefined,
      )
    }, waitMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [key])
  return answer
}
