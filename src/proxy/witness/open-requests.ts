/** The answers of one search that are under way, and a bounded wait for them. */

/** The maximum time to wait; most answers take less than a second. */
const maxWaitMs = 10_000

/** Answers by the ids of their requests. */
export type OpenRequests = {
  begin: (requestId: string) => void
  end: (requestId: string) => void
  isEmpty: () => boolean
  /** Resolves when all that are under way now have ended, or after ten seconds. */
  settle: () => Promise<void>
}

/** Creates an empty list. */
export function createOpenRequests(): OpenRequests {
  const answers = new Map<string, { ended: Promise<void>; resolve: () => void }>()

  return {
    begin(requestId) {
      let resolve: () => void = () => undefined
      const ended = new Promise<void>((settle) => {
        resolve = settle
      })
      answers.set(requestId, { ended, resolve })
    },
    end(requestId) {
      answers.get(requestId)?.resolve()
      answers.delete(requestId)
    },
    isEmpty: () => answers.size === 0,
    async settle() {
      const all = [...answers.values()].map(({ ended }) => ended)
      if (all.length === 0) return
      let timer: ReturnType<typeof setTimeout> | undefined
      const tooLong = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, maxWaitMs)
      })
      await Promise.race([Promise.all(all), tooLong])
      clearTimeout(timer)
    },
  }
}
