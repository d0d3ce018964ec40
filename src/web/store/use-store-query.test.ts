import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import type { EntryStore } from './entry-store.ts'
import { type StoreQuestion, toStoreQueryOptions } from './use-store-query.ts'

const createStore = () => ({ facet: vi.fn() }) as unknown as EntryStore

function observe<T>(question: StoreQuestion<T>) {
  const client = new QueryClient()
  const observer = new QueryObserver(client, toStoreQueryOptions(question))
  const unmount = observer.subscribe(() => {})
  return {
    client,
    unmount,
    read: () => observer.getCurrentResult(),
    ask: (next: StoreQuestion<T>) => observer.setOptions(toStoreQueryOptions(next)),
  }
}

describe('a question to the store', () => {
  const store = createStore()

  it('is answered with the version that it was asked about', async () => {
    const asked = observe({ store, version: '1', key: ['a'], ask: async () => 'first' })
    await expect.poll(() => asked.read().data).toMatchObject({ answer: 'first', version: '1' })
    asked.ask({ store, version: '2', key: ['a'], ask: async () => 'second' })
    expect(asked.read().data).toMatchObject({ answer: 'first', version: '1' })
    await asked.read().refetch()
    expect(asked.read().data).toMatchObject({ answer: 'second', version: '2' })
    asked.unmount()
  })

  it('keeps a failure as its result, in the place of the answer before', async () => {
    const error = new Error('out of memory')
    const asked = observe<string>({ store, version: '1', key: ['a'], ask: async () => 'first' })
    await expect.poll(() => asked.read().data?.answer).toBe('first')
    asked.ask({ store, version: '2', key: ['a'], ask: () => Promise.reject(error) })
    await asked.read().refetch()
    expect(asked.read().data).toMatchObject({ failure: { error }, version: '2' })
    expect(asked.read().data?.answer).toBeUndefined()
    asked.unmount()
  })

  it('shows the answer to another key until its own is there, but none of another store', async () => {
    const never = () => new Promise<string>(() => {})
    const asked = observe({ store, version: '1', key: ['a'], ask: async () => 'first' })
    await expect.poll(() => asked.read().data?.answer).toBe('first')
    asked.ask({ store, version: '1', key: ['b'], ask: never })
    expect(asked.read()).toMatchObject({ isPlaceholderData: true, data: { answer: 'first' } })
    asked.ask({ store: createStore(), version: '1', key: ['a'], ask: never })
    expect(asked.read().data).toBeUndefined()
    asked.unmount()
  })

  it('is cancelled and forgotten when its part is unmounted', async () => {
    let signal: AbortSignal | undefined
    const ask = (_: EntryStore, given: AbortSignal) => {
      signal = given
      return new Promise<string>(() => {})
    }
    const asked = observe({ store, version: '1', key: ['a'], ask })
    await expect.poll(() => signal).toBeDefined()
    asked.unmount()
    expect(signal?.aborted).toBe(true)
    await expect.poll(() => asked.client.getQueryCache().getAll()).toEqual([])
  })

  it('is not asked without a store', () => {
    const ask = vi.fn(async () => 'never')
    const asked = observe({ store: undefined, version: '1', key: ['a'], ask })
    expect(asked.read().fetchStatus).toBe('idle')
    expect(ask).not.toHaveBeenCalled()
    asked.unmount()
  })
})
