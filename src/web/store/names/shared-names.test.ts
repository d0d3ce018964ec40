import { describe, expect, it, vi } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createEmulator } from '../../../emulator/app.ts'
import { onlySource } from '../entry-store.ts'
import { createRemoteStore } from '../testing/create-remote-store.ts'
import { toPageBytes } from '../testing/page-bytes.ts'
import { createSharedNames, getSharedNames } from './shared-names.ts'

const v2 = getDataset('account-audit-logs-v2')
const insights = getDataset('insight-audit-logs')
const user = 'a'.repeat(32)
const account = { kind: 'account', id: '0'.repeat(32) } as const

const signedIn = (id: string, email: string, second = 1) =>
  JSON.stringify({
    id,
    action: { time: `2026-11-01T00:00:0${second}.000Z` },
    actor: { id: user, email },
  })

describe('names of a scope', () => {
  it('are learned from the pages of a store, and shared by all logs of the scope', async () => {
    const listener = vi.fn()
    const shared = getSharedNames(account)
    shared.subscribe(listener)
    const before = shared.get()
    const store = createRemoteStore([
      { id: onlySource, dataset: v2, learnNames: getSharedNames({ ...account }).learn },
    ])
    const page = () => toPageBytes([signedIn('e1', 'alice@acme.example')])
    await store.stage(page(), 1, onlySource)
    expect(getSharedNames(account).get().nameOf(user)).toBe('alice@acme.example')
    expect(shared.get()).not.toBe(before)
    // The same page brings no news.
    await store.stage(page(), 2, onlySource)
    expect(listener).toHaveBeenCalledTimes(1)
    store.dispose()
    const insightStore = createRemoteStore([{ id: onlySource, dataset: insights }])
    expect(getSharedNames(account).get().nameOf(user)).toBe('alice@acme.example')
    insightStore.dispose()
  })

  it('are those of another scope only', () => {
    expect(
      getSharedNames({ kind: 'account', id: '1'.repeat(32) })
        .get()
        .nameOf(user),
    ).toBe(undefined)
    expect(getSharedNames({ kind: 'user' })).toBe(getSharedNames({ kind: 'user' }))
  })

  it('take no name of the scope itself from a body', () => {
    const id = '2'.repeat(32)
    const shared = getSharedNames({ kind: 'account', id })
    shared.learn([{ id, name: 'ci token', timeMs: 9, writtenBy: 'body' }])
    expect(shared.get().find(id)).toBe(undefined)
    shared.learn([{ id, name: 'Acme Corp', timeMs: 1, writtenBy: 'log' }])
    expect(shared.get().nameOf(id)).toBe('Acme Corp')
  })

  it('keep the newest of two names as the name', async () => {
    const shared = createSharedNames()
    const store = createRemoteStore([{ id: onlySource, dataset: v2, learnNames: shared.learn }])
    const texts = [signedIn('e1', 'new@acme.example', 5), signedIn('e2', 'old@acme.example', 2)]
    await store.stage(toPageBytes(texts), 1, onlySource)
    expect(shared.get().find(user)).toMatchObject({
      name: 'new@acme.example',
      otherNames: ['old@acme.example'],
    })
    store.dispose()
  })
})

it('every name of the demo occurs in one entry that has the id as well', async () => {
  const emulator = createEmulator({
    seed: 7,
    entries: 3_000,
    now: () => Date.parse('2026-11-19T15:20:00.000Z'),
  })
  const ask = async (path: string) =>
    (await emulator.fetch(new Request(`https://api.cloudflare.com/client/v4${path}`))).text()
  const { result } = JSON.parse(await ask('/accounts'))
  const text = await ask(
    `/accounts/${result[0].id}/logs/audit?limit=1000&since=2026-10-20T00:00:00Z&before=2026-11-20T00:00:00Z`,
  )
  const told: { id: string; name: string }[] = []
  const store = createRemoteStore([
    { id: onlySource, dataset: v2, learnNames: (names) => told.push(...names) },
  ])
  await store.stage(new TextEncoder().encode(text).buffer, 1, onlySource)
  store.dispose()
  const entries = JSON.parse(text).result.map((entry: unknown) => JSON.stringify(entry))
  expect(told.length).toBeGreaterThan(100)
  for (const { id, name } of told) {
    const [idText, nameText] = [JSON.stringify(id), JSON.stringify(name)]
    const isTold = entries.some(
      (entry: string) => entry.includes(idText) && entry.includes(nameText),
    )
    expect(isTold, `${id} ${name}`).toBe(true)
  }
})
