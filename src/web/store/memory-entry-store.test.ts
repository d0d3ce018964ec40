import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { type Page, parsePage } from '../../cloudflare/page.ts'
import { createMemoryEntryStore } from './memory-entry-store.ts'

const v2 = getDataset('account-audit-logs-v2')

function toPage(...texts: string[]): Page {
  const body = `{"success":true,"result":[${texts.join(' , ')}]}`
  const { page } = parsePage(new TextEncoder().encode(body))
  if (!page) throw new Error('not a page')
  return page
}

describe('the entry store', () => {
  it('keeps entries in the order in which they were appended', async () => {
    const store = createMemoryEntryStore(v2)
    await store.append(toPage('{"id":"a"}', '{"id":"b"}'))
    await store.append(toPage('{"id":"c"}'))
    expect((await store.rows(0, 9)).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect((await store.rows(1, 2)).map(({ index }) => index)).toEqual([1])
  })

  it('skips an entry that it knows, and keeps a known id with another body', async () => {
    const store = createMemoryEntryStore(v2)
    await store.append(toPage('{"id":"a"}'))
    expect(await store.append(toPage('{"id":"a"}', '{"id":"a","extra":1}'))).toEqual({
      added: 1,
      repeated: 1,
      conflicting: 1,
    })
    expect(store.size()).toBe(2)
  })

  it('gives the text of an entry exactly as it was sent', async () => {
    const store = createMemoryEntryStore(v2)
    const text = '{ "id" : "a", "n": 12345678901234567890, "s":"\\u0041" , "d":1,"d":2}'
    await store.append(toPage('{"id":"0"}', text))
    expect(await store.raw(1)).toBe(text)
    await expect(store.raw(2)).rejects.toThrow('No entry at 2')
  })

  it('keeps entries whose ids are names of object members', async () => {
    const store = createMemoryEntryStore(v2)
    const ids = ['toString', 'constructor', '__proto__', 'hasOwnProperty']
    await store.append(toPage(...ids.map((id) => JSON.stringify({ id }))))
    expect((await store.rows(0, 9)).map(({ id }) => id)).toEqual(ids)
    expect(await store.find('__proto__', '')).toBe(2)
  })

  it('keeps alike entries without id, and matches them one by one in an overlap', async () => {
    const store = createMemoryEntryStore(v2)
    const twin = '{"action":{"time":"2026-11-01T00:00:00Z"}}'
    await store.append(toPage(twin, twin))
    expect(store.size()).toBe(2)
    store.startOverlap()
    expect(await store.append(toPage(twin, twin, twin))).toMatchObject({ added: 1, repeated: 2 })
    expect(store.size()).toBe(3)
  })

  it('marks an entry of an unknown shape and shows it all the same', async () => {
    const store = createMemoryEntryStore(v2)
    await store.append(toPage('{"id":"a","action":"plain text"}', '7', 'null', '[]', '{"id":"b"}'))
    expect((await store.rows(0, 9)).map(({ isStrange }) => isStrange)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })

  it('finds an entry by id, and one without id by its time', async () => {
    const store = createMemoryEntryStore(v2)
    await store.append(toPage('{"id":"a"}', '{"action":{"time":"2026-11-01T00:00:00Z"}}'))
    expect(await store.find('a', 'whatever')).toBe(0)
    expect(await store.find('', '2026-11-01T00:00:00Z')).toBe(1)
    expect(await store.find('nowhere', '')).toBeUndefined()
  })

  it('counts the values of a field, most frequent first', async () => {
    const store = createMemoryEntryStore(v2)
    const by = (id: number, email: string) => JSON.stringify({ id: `${id}`, actor: { email } })
    await store.append(toPage(by(1, 'a@x.example'), by(2, 'b@x.example'), by(3, 'b@x.example')))
    expect(await store.countValues('actor.email', 1)).toEqual([{ value: 'b@x.example', count: 2 }])
    expect(await store.countValues('actor.nothing', 9)).toEqual([])
  })
})
