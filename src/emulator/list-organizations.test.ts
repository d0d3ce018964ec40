import { expect, test } from 'vitest'
import type { Pair } from '../query/query-string.ts'
import { createEmulator } from './app.ts'
import { askEmulator } from './testing/ask-emulator.ts'

const now = () => Date.parse('2026-11-21T12:00:00Z')
const emulator = createEmulator({ seed: 1, entries: 50, now })
const ask = (...pairs: Pair[]) => askEmulator(emulator, '/organizations', pairs)
const { body } = await ask()
const [group = {}, europe = {}] = body.result
const namesOf = async (...pairs: Pair[]) =>
  (await ask(...pairs)).body.result.map(({ name }) => name)

test('the list has the organization and the one below it, in the published form', () => {
  expect(body.result).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      create_time: expect.stringMatching(/Z$/),
      name: 'Acme Group',
      meta: { hierarchy_tags: [group.id] },
    },
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      create_time: expect.stringMatching(/Z$/),
      name: 'Acme Group Europe',
      meta: { hierarchy_tags: [group.id, europe.id] },
      parent: { id: group.id, name: 'Acme Group' },
    },
  ])
  expect(body.result_info).toEqual({ total_size: 2 })
})

test('a token continues the list, and only one that the list gave', async () => {
  const first = await ask(['page_size', '1'])
  expect(first.body.result).toEqual([group])
  const token = String(first.body.result_info?.next_page_token)
  const second = await ask(['page_size', '1'], ['page_token', token])
  expect(second.body.result).toEqual([europe])
  expect(second.body.result_info).toEqual({ total_size: 2 })
  for (const wrong of ['2', 'x', btoa('zones 1')]) {
    expect((await ask(['page_token', wrong])).status).toBe(400)
  }
})

test.each<[Pair[], string[]]>([
  [[['name.contains', 'EUROPE']], ['Acme Group Europe']],
  [[['name.startsWith', 'acme']], ['Acme Group', 'Acme Group Europe']],
  [[['name.endsWith', 'group']], ['Acme Group']],
  [[['parent.id', 'null']], ['Acme Group']],
  [[['parent.id', String(group.id)]], ['Acme Group Europe']],
  [[['containing.organization', String(europe.id)]], ['Acme Group']],
  [
    [
      ['id', String(group.id)],
      ['id', String(europe.id)],
    ],
    ['Acme Group', 'Acme Group Europe'],
  ],
  [[['id', String(europe.id)]], ['Acme Group Europe']],
])('it can be filtered by %j', async (pairs, names) => {
  expect(await namesOf(...pairs)).toEqual(names)
})

test('each account is in the organization, the last one also in the one below', async () => {
  const accounts = await askEmulator(emulator, '/accounts')
  const [first, , last] = accounts.body.result.map(({ id }) => String(id))
  expect(await namesOf(['containing.account', first ?? ''])).toEqual(['Acme Group'])
  expect(await namesOf(['containing.account', last ?? ''])).toEqual([
    'Acme Group',
    'Acme Group Europe',
  ])
})

test('an account’s own token is in no organization and reads no log of one', async () => {
  const tokens = [{ kind: 'account' as const, secret: 'cfat_0123456789' }]
  const { fetch } = createEmulator({ seed: 1, entries: 50, now, tokens })
  const askAs = (path: string) =>
    fetch(
      new Request(`https://api.cloudflare.com/client/v4${path}`, {
        headers: { authorization: 'Bearer cfat_0123456789' },
      }),
    )
  expect(await (await askAs('/organizations')).json()).toMatchObject({ success: true, result: [] })
  expect((await askAs(`/organizations/${group.id}/logs/audit`)).status).toBe(403)
})
