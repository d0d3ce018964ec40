/** The live check against the emulator: it finds the form of every switch, and its report contains no value. */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasets } from '../catalog/index.ts'
import { type ApiForms, defaultForms } from '../emulator/api-forms.ts'
import { createEmulator, type EmulatorOptions } from '../emulator/app.ts'
import { findScopes } from '../emulator/testing/ask-emulator.ts'
import { checkLive } from './node.ts'

const token = 'the-token-of-the-check-0123456789abcdef'
const nowMs = Date.parse('2026-11-19T15:20:00Z')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gumshoe-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Run = {
  options?: Partial<EmulatorOptions>
  env?: Record<string, string>
  args?: string[]
  /** Changes the answers of the emulator. */
  alter?: (request: Request, ask: (request: Request) => Promise<Response>) => Promise<Response>
  /** How long each request takes. */
  stepMs?: number
}

async function run({ options, env, args = ['--requests=300'], alter, stepMs = 0 }: Run = {}) {
  const urls: URL[] = []
  const now = () => nowMs + urls.length * stepMs
  const emulator = createEmulator({ seed: 1, entries: 6_000, now, ...options })
  const printed: string[] = []
  const warned: string[] = []
  const code = await checkLive(env ?? { CLOUDFLARE_API_TOKEN: token }, {
    args,
    command: 'check',
    folder,
    print: (text) => printed.push(text),
    warn: (text) => warned.push(text),
    proxy: {
      now,
      upstream: (request) => {
        urls.push(new URL(request.url))
        return alter ? alter(request, emulator.fetch) : emulator.fetch(request)
      },
    },
  })
  return { code, emulator, urls, report: printed.join('\n'), warned: warned.join('\n') }
}

/** A run in which every switch has its default. */
let ordinary: ReturnType<typeof run> | undefined
const runOrdinary = () => {
  ordinary ??= run({ options: { entries: 50_000 } })
  return ordinary
}

/** The line of the report about a switch. */
const findSwitch = (report: string, name: string) =>
  report.split('\n').find((line) => line.startsWith(`- \`${name}\``)) ?? ''
/** The answer of the first log to a question. */
const findLine = (report: string, title: string) =>
  report.split('\n').find((line) => line.startsWith(`- ${title}: `)) ?? ''

/** Every setting of every switch. A new switch needs its settings here and a question in src/live-check/questions. */
const settings: Readonly<Record<string, readonly unknown[]>> = {
  entryIds: ['uuid', 'hex'],
  count: ['number', 'text'],
  cursorPlace: ['cursor', 'cursors.after', 'both'],
  cursorAtEnd: ['absent', 'empty'],
  badCursor: ['refused', 'ignored'],
  scope: ['text', 'object'],
  errorCodes: ['absent', 'present'],
  signInType: ['update', 'login'],
  onlyInV1: ['workers-r2-email', 'none'],
  accountV1SignIns: ['absent', 'present'],
  since: ['inclusive', 'exclusive'],
  before: ['exclusive', 'inclusive'],
  arrival: ['at-once', 'late'],
  failsAfterFullLastPage: [true, false],
  pageCeiling: [Number.POSITIVE_INFINITY, 700, 2],
  scimLimit: ['answer', 'list'],
  accountsForAccountToken: ['repeats', 'pages', 'refuses'],
  enforcesQuota: [false, true],
  quotaBody: ['json', 'html'],
}
/** Switches that no check can decide, with a part of the reason that it gives. */
const undecidable: Readonly<Record<string, string>> = {
  enforcesQuota: 'only when it is exceeded',
  quotaBody: 'the proxy replaces the body',
}
const names = Object.keys(defaultForms) as (keyof ApiForms)[]

/** What some settings need to be seen. */
const needs: Readonly<Record<string, Run>> = {
  accountsForAccountToken: {
    options: { tokens: [{ kind: 'account', secret: `cfat_${token}` }] },
    env: { CLOUDFLARE_API_TOKEN: `cfat_${token}` },
  },
  // Seven logs with all questions take more requests than the proxy allows itself by default.
  'pageCeiling 700': { env: { CLOUDFLARE_API_TOKEN: token, QUOTA_PER_5_MIN: '1000' } },
  'pageCeiling 2': { env: { CLOUDFLARE_API_TOKEN: token, QUOTA_PER_5_MIN: '1000' } },
  'arrival late': { options: { entries: 50_000 }, stepMs: 10_000 },
}

describe('the switches of the emulator', () => {
  it.each(names)('include %s in the list above, with its default and others', (name) => {
    expect(settings[name]?.length).toBeGreaterThan(1)
    expect(settings[name]).toContain(defaultForms[name])
  })

  const cases = names.flatMap((name) => (settings[name] ?? []).map((form) => [name, form] as const))

  it.each(cases)('%s = %s is found by the check', async (name, form) => {
    const isDefault = form === defaultForms[name]
    const need = needs[`${name} ${form}`] ?? needs[name]
    const { options, ...more } = need ?? {}
    const forms = { [name]: form }
    const { report, code } =
      isDefault && !need
        ? await runOrdinary()
        : await run({ ...more, options: { ...options, forms } })
    expect(code).toBe(0)
    const line = findSwitch(report, name)
    const reason = undecidable[name]
    if (reason !== undefined) {
      expect(line).toMatch(/not known/)
      expect(line.toLowerCase()).toContain(reason)
    } else {
      const text = form === Number.POSITIVE_INFINITY ? 'none' : form
      const remark = isDefault ? 'the default' : 'differs from the default'
      expect(line).toBe(`- \`${name}\`: \`${text}\` (${remark})`)
    }
  })
})

/** Every text in a value, keys left out. */
function listTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : []
}

/** Words that the report may say: what the sources of the check say, and what the catalog declares. */
const folderOfSources = new URL('.', import.meta.url)
const sources = readdirSync(folderOfSources, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), folderOfSources), 'utf8'))
const publicWords = new Set([
  ...sources.flatMap((source) => source.split(/\W+/)),
  ...datasets.flatMap(({ title, documentationUrl, parameters, verbs, fields }) => [
    ...`${title} ${documentationUrl}`.split(/\W+/),
    ...parameters.flatMap(({ kind, values = [] }) => (kind === 'choice' ? values : [])),
    ...Object.keys(verbs),
    ...fields.flatMap(({ path }) => path.split('.')),
  ]),
])

describe('the report', () => {
  it.each([{}, { entryIds: 'hex', arrival: 'late', scope: 'object' } as const])(
    'contains no value of an entry, no id and no token with %j',
    async (forms) => {
      const { report, warned, emulator, urls } = await run({ options: { forms, seed: 7 } })
      const scopes = Object.values(await findScopes(emulator))
      const texts = new Set(
        datasets.flatMap(({ id }) =>
          scopes.flatMap((scope) => emulator.entries(id, scope).flatMap(listTexts)),
        ),
      )
      expect(texts.size).toBeGreaterThan(10_000)
      const said = `${report}\n${warned}`
      const words = new Set(
        said.split(/[^\w.@:/-]+/).flatMap((word) => [word, word.replace(/[.:]$/, '')]),
      )
      const isSaid = (text: string) =>
        words.has(text) || (/[^\w]/.test(text) && text.length > 4 && said.includes(text))
      const leaks = [...texts].filter(
        (text) => !publicWords.has(text) && !/^\d{1,3}$/.test(text) && isSaid(text),
      )
      expect(leaks).toEqual([])
      expect(said).not.toContain(token)
      const sentValues = urls.flatMap(({ searchParams }) => [...searchParams.values()])
      expect(sentValues.some((value) => value.includes('@'))).toBe(true)
      expect(said).not.toContain('@')
      expect(said).not.toMatch(/[0-9a-f]{16}|\d{2}:\d{2}|\d+\.\d+\.\d+\.\d+/)
    },
  )

  it('repeats nothing of an error, and no link that could contain an id', async () => {
    const id = 'a'.repeat(32)
    const errors = [
      { code: 10_000, message: `${id} x@example.com`, documentation_url: `https://evil/${id}` },
    ]
    const { report, code } = await run({
      alter: async (request, ask) =>
        /verify|accounts\?|\/accounts$/.test(request.url)
          ? ask(request)
          : Response.json({ success: false, errors }, { status: 403 }),
    })
    expect(code).toBe(1)
    expect(report).toContain('refuses with 403 (code 10000). It needs: Account Settings Read.')
    expect(report).not.toMatch(/x@example|aaaa|evil/)
  })

  it('is written to a new file each time, and is what was printed', async () => {
    const before = await readdir(folder)
    const { report, warned } = await run({ args: ['--requests=10'] })
    const [name = ''] = (await readdir(folder)).filter((each) => !before.includes(each))
    expect(name).toMatch(/^gumshoe-live-check-2026-11-19(-\d+)?\.md$/)
    expect(warned).toContain(name)
    expect(await readFile(join(folder, name), 'utf8')).toBe(report)
  })
})

describe('the requests', () => {
  it('are at most 60, and read only', async () => {
    const { urls, report } = await run({ args: [] })
    const own = urls.filter(({ pathname }) => !pathname.endsWith('/verify'))
    // The check of the credential at the start asks about a dozen.
    expect(own.length).toBeLessThanOrEqual(72)
    expect(Number(/(\d+) requests were sent/.exec(report)?.[1])).toBeLessThanOrEqual(60)
  })

  it('end where --requests says, and the report says what was left out', async () => {
    const { report, code } = await run({ args: ['--requests=12'] })
    expect(code).toBe(0)
    expect(report).toContain('12 requests were sent')
    expect(report).toContain('the check sends at most 12 requests, and they were used up')
  })

  it('end at the first 429', async () => {
    let requests = 0
    const { report, code, urls } = await run({
      alter: async (request, ask) =>
        ++requests <= 25
          ? ask(request)
          : Response.json(
              { success: false, errors: [{ code: 10_429, message: 'x' }] },
              { status: 429, headers: { 'retry-after': '300' } },
            ),
    })
    expect(code).toBe(1)
    expect(urls.length).toBeLessThanOrEqual(27)
    expect(report).toContain('The check ended early: Cloudflare limits the number of requests')
    expect(findSwitch(report, 'enforcesQuota')).toContain('`true`')
  })

  it('read the SCIM log of an identity provider that has SCIM, or of the given one', async () => {
    const findAsked = (urls: URL[]) =>
      new Set(
        urls
          .filter(({ pathname }) => pathname.endsWith('/scim/updates'))
          .flatMap(({ searchParams }) => searchParams.getAll('idp_id')),
      )
    const { urls, report } = await runOrdinary()
    const [id, ...others] = findAsked(urls)
    expect(others).toEqual([])
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(report).not.toContain(id)
    const given = await run({ args: ['--requests=60', '--idp_id=another'] })
    expect(findAsked(given.urls)).toContain('another')
  })

  it('say what the list of identity providers needs where it is refused', async () => {
    const { report } = await run({
      args: ['--requests=60'],
      alter: async (request, ask) =>
        request.url.includes('/identity_providers')
          ? Response.json(
              { success: false, errors: [{ code: 10_000, message: 'x' }] },
              { status: 403 },
            )
          : ask(request),
    })
    expect(report).toMatch(
      /the list of identity providers is refused .*That list needs: Access: Organizations, Identity Providers, and Groups Read/,
    )
  })

  it('ask the account of --account, and no list', async () => {
    const { emulator } = await run({ args: ['--requests=10'] })
    const { account } = await findScopes(emulator)
    const id = 'id' in account ? account.id : ''
    const { urls } = await run({
      args: [`--account=${id}`, '--requests=10'],
      env: { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_ACCOUNT_IDS: id },
    })
    expect(urls.some(({ pathname }) => pathname.includes(id))).toBe(true)
    expect(urls.some(({ pathname }) => pathname.endsWith('/accounts'))).toBe(false)
  })
})

/** Changes the query of each request to a log. */
function changeQuery(change: (query: URLSearchParams) => void): NonNullable<Run['alter']> {
  return (request, ask) => {
    const url = new URL(request.url)
    change(url.searchParams)
    return ask(new Request(url, { headers: request.headers }))
  }
}

describe('an API of another behavior', () => {
  it.each<[string, string, RegExp, NonNullable<Run['alter']>]>([
    [
      'ignores excludes',
      'An exclude',
      /is ignored/,
      changeQuery((query) => {
        for (const key of [...query.keys()]) if (key.endsWith('.not')) query.delete(key)
      }),
    ],
    [
      'takes the last of two excludes only',
      'Two excludes of one parameter',
      /excludes only the last/,
      changeQuery((query) => {
        for (const key of new Set(query.keys())) {
          const values = query.getAll(key)
          if (key.endsWith('.not')) query.set(key, values.at(-1) ?? '')
        }
      }),
    ],
    [
      'ignores includes',
      'An include',
      /is ignored/,
      changeQuery((query) => query.delete('actor_email')),
    ],
    [
      'ignores the case of values',
      'A value in another case',
      /actor_email ignores case/,
      changeQuery((query) => {
        const text = query.get('actor_email')
        if (text) query.set('actor_email', text.toLowerCase())
      }),
    ],
    [
      'ignores networks',
      'A network as address',
      /actor\.ip is ignored/,
      changeQuery((query) => query.delete('actor.ip')),
    ],
    [
      'ignores cursors between pages',
      'Two pages',
      /repeats entries/,
      changeQuery((query) => query.delete('cursor')),
    ],
    [
      'always answers newest first',
      'The order of entries',
      /not the exact reverse/,
      changeQuery((query) => query.set('direction', 'desc')),
    ],
  ])('%s: the report says so', async (_, title, expected, alter) => {
    const { report } = await run({ alter })
    const lines = report.split('\n').filter((line) => line.startsWith(`- ${title}: `))
    expect(lines.join('\n')).toMatch(expected)
    expect(findLine((await runOrdinary()).report, title)).not.toMatch(expected)
  })

  it('names the permission and asks no further where a log may not be read', async () => {
    const tokens = [{ kind: 'user' as const, secret: token, lacks: ['account' as const] }]
    const { report, code } = await run({ options: { tokens } })
    expect(code).toBe(0)
    const section = report.split('## Account audit log v2')[1]?.split('\n## ')[0] ?? ''
    expect(section).toContain('Not read.')
    expect(section).toContain('It needs: Account Settings Read.')
    expect(report).toContain('## Security insight log (zone)')
  })
})

describe('the command', () => {
  it.each<[string, Run, number, RegExp]>([
    ['no credential', { env: {} }, 78, /CLOUDFLARE_API_TOKEN_FILE.*--demo/],
    ['a wrong setting', { env: { CLOUDFLARE_API_TOKEN: 'short' } }, 78, /CLOUDFLARE_API_TOKEN/],
    ['a credential beside --demo', { args: ['--demo'] }, 78, /Remove one/],
    ['an unknown option', { args: ['--what'] }, 64, /--what is no option/],
    ['an argument', { args: [token] }, 64, /An argument is no option/],
    ['a bad account', { args: [`--account=${token}`] }, 64, /--account is not 32 hex/],
    ['too many requests', { args: ['--requests=9999'] }, 64, /from 10 to 300/],
  ])('refuses %s', async (_, given, expected, words) => {
    const { code, warned, urls } = await run(given)
    expect(code).toBe(expected)
    expect(warned).toMatch(words)
    expect(warned).not.toContain(token)
    expect(urls).toEqual([])
  })

  it('explains itself', async () => {
    const { code, report } = await run({ args: ['--help'], env: {} })
    expect(code).toBe(0)
    for (const option of ['--account=ID', '--zone=ID', '--requests=N', '--demo']) {
      expect(report).toContain(option)
    }
  })

  it('needs no sign-in, whatever the settings for people are', async () => {
    const { code } = await run({
      args: ['--requests=10'],
      env: {
        CLOUDFLARE_API_TOKEN: token,
        ...{ HOST: '0.0.0.0', PORT: '1', PUBLIC_ORIGIN: 'https://gumshoe.example.com' },
        ACCESS_TEAM_DOMAIN: 'example.cloudflareaccess.com',
        ACCESS_AUD: 'a'.repeat(64),
      },
    })
    expect(code).toBe(0)
  })
})
