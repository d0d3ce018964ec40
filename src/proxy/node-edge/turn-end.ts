/**
 * The end of a turn of the event loop. What came up in one turn is done there together: the first piece of
 * work after a system call finds the processor's caches cold, and takes several times as long as the next.
 */
let end: Promise<void> | undefined

/** Resolves when all that was there to be read in this turn has been read. */
export function untilTurnEnd(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = undefined
      resolve()
    })
  })
  return end
}
