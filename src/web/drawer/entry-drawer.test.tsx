import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { toEntrySections } from './entry/entry-sections.ts'
import { EntryDrawer } from './entry-drawer.tsx'

const time = '2026-11-20T10:00:00Z'

/** The words of the drawer as it opens, with the text of an entry as it was sent. */
function draw(datasetId: string, text: string): string {
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <EntryDrawer
        open={{ id: 'e1', entry: JSON.parse(text), text, source: undefined }}
        context={{
          dataset: getDataset(datasetId),
          scope: { kind: 'account', id: 'a'.repeat(32) },
          timeZone: 'UTC',
          openEntry() {},
          openQuery() {},
        }}
        actions={{ link: () => '', verdict: () => '', pin: { isPinned: false, toggle() {} } }}
        onClose={() => {}}
      />
    </QueryClientProvider>,
  )
  return markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}
const v2 = (entry: unknown) => draw('account-audit-logs-v2', JSON.stringify(entry))
const v1 = (entry: unknown) => draw('account-audit-logs-v1', JSON.stringify(entry))

describe('the drawer of an odd entry', () => {
  test('says of every declared field that is missing that it is not recorded', () => {
    const words = v2({})
    expect(words).toContain('Someone did something that is not recorded')
    expect(words).toContain('time not recorded')
    const fields = getDataset('account-audit-logs-v2').fields
    // The time and the result are told to be missing above the fields as well.
    expect(words.split(/not recorded/i).length - 1).toBe(fields.length + 3)
  })

  test('names an actor by what there is: system, token, address written as IPv6', () => {
    expect(v1({ actor: { id: '1', type: 'system' }, action: { type: 'purge' } })).toContain(
      'The system purged',
    )
    const token = { type: 'account', context: 'api_token', token: { id: 't', name: 'ci' } }
    expect(v2({ actor: token, action: { description: 'Create Zone' } })).toContain(
      'Token “ci” created zone',
    )
    expect(v2({ actor: { ip_address: '::ffff:198.51.100.7' } })).toContain(
      'IPv4 address 198.51.100.7, written as IPv6',
    )
  })

  test('names a sign-in although its type is update, and a credential that was not recorded', () => {
    const actor = { email: 'ann@acme.example', context: 'api', ip_address: '198.51.100.7' }
    const words = v2({ actor, action: { description: 'LOGIN', type: 'update' } })
    expect(words).toContain('ann@acme.example signed in')
    expect(words).toContain('via the API (the credential was not recorded)')
  })

  test('shows a response that is a list as it is', () => {
    const response = [{ id: 'a1', comment: 'first' }, { id: 'b2' }]
    const sections = toEntrySections(getDataset('account-audit-logs-v2'), {
      resource: { response },
    })
    expect(sections.responseBodies.map(({ found }) => found?.value)).toEqual([response])
    expect(v2({ action: { description: 'Create list items' }, resource: { response } })).toContain(
      'created list items',
    )
  })

  test('shows null as null, empty text as such, numbers as they were sent', () => {
    const words = draw(
      'account-audit-logs-v1',
      `{"when":"${time}","interface":"","action":{"type":"made_up"},"resource":{"id":12345678901234567890},"oldValue":"null","metadata":null,"actor":null}`,
    )
    expect(words).toContain('Interface empty text')
    expect(words).toContain('12345678901234567890')
    expect(words).toContain('did “made_up”')
    expect(words).toContain('Metadata null')
  })

  test('takes both forms where sources disagree, and shows what nobody declared', () => {
    expect(v2({ resource: { scope: { kind: 'zones' } } })).toContain(
      '{&quot;kind&quot;:&quot;zones&quot;}',
    )
    expect(v2({ resource: { scope: 'zones' } })).toContain('Resource scope zones')
    expect(v2({ raw: { status_code: '200' }, novel: { a: 1 } })).toMatch(/Status 200.*novel/)
    expect(draw('insight-audit-logs', '{"zone_id":42,"changed_at":"soon"}')).toMatch(
      /42.*soon|soon.*42/,
    )
  })

  test.each([
    ...['null', '7', '"text"', '[]', '{"actor":"bob","raw":["x"],"resource":null,"action":[]}'],
    `{"resource":{"request":${'['.repeat(200)}1${']'.repeat(200)}}}`,
    `{"resource":{"request":{${Array.from({ length: 10_000 }, (_, n) => `"k${n}":${n}`)}}}}`,
    `{"resource":{"request":{"big":"${'x'.repeat(5_000_000)}"}}}`,
    `{${Array.from({ length: 10_000 }, (_, n) => `"k${n}":${n}`)}}`,
    '{"id":"__proto__","__proto__":{"polluted":1},"constructor":"toString","action":{"time":"0000"}}',
  ])('draws a bounded page for %.60s', (text) => {
    const words = draw('account-audit-logs-v2', text)
    expect(words.length).toBeGreaterThan(100)
    expect(words.length).toBeLessThan(60_000)
    expect('polluted' in {}).toBe(false)
  })
})
