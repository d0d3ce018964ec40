import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { createQuery, type LogQuery } from '../log-query.ts'
import { toCurlCommand, toCurlLines, toGumshoeCurlCommand } from './curl-command.ts'

const path = '/accounts/0123456789abcdef0123456789abcdef/logs/audit'

it('asks Cloudflare with the token in a variable', () => {
  expect(toCurlCommand({ path, pairs: [['since', '2026-11-01']] })).toBe(
    `curl -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" 'https://api.cloudflare.com/client/v4${path}?since=2026-11-01'`,
  )
})

it('asks this Gumshoe without any credential', () => {
  const command = toGumshoeCurlCommand({ path, pairs: [] }, 'http://localhost:8787')
  expect(command).toBe(`curl -H 'x-gumshoe: 1' 'http://localhost:8787/client/v4${path}'`)
})

it.each(["it's", '$(touch x)', '`id`', 'a"b', 'a b&c=d', '\\', '; rm -rf ~', '!!', '\n'])(
  'survives a shell with the value %j',
  (value) => {
    const command = toCurlCommand({ path, pairs: [['actor_token_name', value]] })
    const words = execFileSync('sh', ['-c', `set -- ${command}; printf '%s' "$4"`], {
      encoding: 'utf8',
      env: { CLOUDFLARE_API_TOKEN: 't' },
    })
    expect(new URL(words).searchParams.get('actor_token_name')).toBe(value)
  },
)

it('gives every command, below a line that names what they leave out and does nothing', () => {
  const query: LogQuery = {
    ...createQuery('account-audit-logs-v1', { kind: 'account', id: 'a'.repeat(32) }),
    filters: [
      { parameter: 'actor.email', mode: 'include', values: ['a@x.example', 'b@x.example'] },
    ],
    localFilters: [
      {
        kind: 'field',
        pointer: '/action/info',
        mode: 'include',
        text: "$(touch x) 'y'",
        isExact: false,
      },
    ],
  }
  const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
  const lines = toCurlLines(query, timeRange, toCurlCommand).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('local:/action/info:')
  expect(execFileSync('sh', ['-c', `${lines[0]}; ls`], { encoding: 'utf8' })).not.toMatch(/^x$/m)
  expect(lines[1]).toContain('actor.email=a@x.example&')
  expect(lines[2]).toContain('actor.email=b@x.example&')
  expect(lines[2]).toContain('per_page=1000')
})
