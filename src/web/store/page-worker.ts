/** A worker that does the work on single pages for the store's worker. */
import { expose, transfer } from 'comlink'
import { createPageLabor, type PageLabor } from './page-labor.ts'

const labor = createPageLabor()

const service: Pick<PageLabor, 'pack' | 'find' | 'match'> = {
  async pack(bytes) {
    const packed = await labor.pack(bytes)
    return transfer(packed, [packed.buffer])
  },
  find: labor.find,
  match: labor.match,
}

expose(service)
