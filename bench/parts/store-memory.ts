/** The memory of a tab with a large log. It is judged beside the peers' in `peers-ingest`. */
import { loadStore } from '../load-store.ts'
import type { Part } from '../part.ts'

/** The lines of memory. */
export const storeMemory: Part = {
  name: 'store-memory',
  async run(tools) {
    const { entries, memory } = await loadStore(tools)
    const { emptyBytes, loadedBytes, restedBytes, restMs } = memory
    const unit = 'bytes/entry'
    return [
      {
        claim: 'memory of the tab, all included, when older pages are compressed',
        measured: restedBytes / entries,
        unit,
        note: `constant after ${Math.round(restMs / 1000)} s`,
      },
      { claim: 'of it before the first entry', measured: emptyBytes / entries, unit },
      {
        claim: 'memory of the tab when the last page had come',
        measured: loadedBytes / entries,
        unit,
      },
    ]
  },
}
