/**
 * The end of a turn of the event loop, where the work of that turn is done together: the first piece of work
 * after a system call runs with cold caches and takes several times as long as the next.
 */
let end: Promise<void> | undefined

/** Resolves when all input of this turn has been read. */
export function untilTurnEnd(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = undefined
      resolve()
    })
  })
  return end
}
