/** What something slower than a render answers, asked again when the question changes, not too often. */
import { useEffect, useRef, useState } from 'react'

/** How long a question waits after the one before, while entries arrive page by page. */
const restMs = 250

/** An answer that takes longer is worth a sign. */
const lateMs = 200

const nothing = { answer: undefined, failure: undefined }

/** What is known: an answer, or what was thrown instead. `isLate`: a newer one lets itself be waited for. */
export type Answered<T> = {
  answer: T | undefined
  isLate: boolean
  failure: { error: unknown } | undefined
}

/**
 * The latest answer to the question named by `key`; the one before stays until it has come, unless it was about
 * something else. An answer that cannot be had leaves none, because the one before was to another question.
 */
export function useAnswer<T>(about: unknown, ask: () => Promise<T>, key: string): Answered<T> {
  const [known, setKnown] = useState<{ about: unknown; answered: Omit<Answered<T>, 'isLate'> }>()
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
      const settle = (next: Omit<Answered<T>, 'isLate'>) => {
        if (!isCurrent) return
        clearTimeout(lateTimer)
        setKnown({ about, answered: next })
        setLate(false)
      }
      ask().then(
        (answer) => settle({ answer, failure: undefined }),
        (error: unknown) => settle({ answer: undefined, failure: { error } }),
      )
    }, waitMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      clearTimeout(lateTimer)
    }
  }, [about, key])
  return { ...(known && known.about === about ? known.answered : nothing), isLate }
}
