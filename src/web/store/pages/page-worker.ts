/** A worker that runs the operations on single pages for the store's worker. */
import { expose, transfer } from 'comlink'
import { freeBytes } from './pack-bytes.ts'
import { createPageTasks, type PageTasks } from './page-tasks.ts'

const tasks = createPageTasks()

const service: Omit<PageTasks, 'unpack' | 'dispose'> = {
  async pack(bytes, starts, ends) {
    const packed = await tasks.pack(bytes, starts, ends)
    // The received bytes are a copy.
    freeBytes(bytes)
    return transfer(packed, [packed.buffer])
  },
  async find(page, patterns) {
    const found = await tasks.find(page, patterns)
    freeBytes(page.bytes)
    return found
  },
  async match(page, localFilters, roleFilters) {
    const passed = await tasks.match(page, localFilters, roleFilters)
    freeBytes(page.bytes)
    return passed
  },
  async detect(page, request) {
    const matched = await tasks.detect(page, request)
    freeBytes(page.bytes)
    return matched
  },
  async hash(page, field) {
    const hashes = await tasks.hash(page, field)
    freeBytes(page.bytes)
    return hashes
  },
  async hashEntries(page, request) {
    const hashes = await tasks.hashEntries(page, request)
    freeBytes(page.bytes)
    return transfer(hashes, [hashes.buffer])
  },
  pair: tasks.pair,
}

// The page that starts this worker sends the port of the store's worker.
addEventListener('message', ({ data }) => expose(service, data), { once: true })
