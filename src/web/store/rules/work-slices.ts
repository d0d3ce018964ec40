/** Cuts long work of the store's thread into slices, between which it answers other calls. */

/** The time since the last pause. */
export type WorkSlices = {
  /** Whether it is time for a pause. Cheap enough to be asked for each row. */
  isOver: () => boolean
  /** Lets other calls in. Promises that are settled already do not, nor do streams of bytes. */
  pause: () => Promise<void>
}

/** After this much work, other calls are answered. */
const maxWorkMs = 10

/** Starts the first slice. */
export function createWorkSlices(): WorkSlices {
  let startMs = performance.now()
  return {
    isOver: () => performance.now() - startMs >= maxWorkMs,
    async pause() {
      await new Promise((resolve) => setTimeout(resolve))
      startMs = performance.now()
    },
  }
}
