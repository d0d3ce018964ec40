/**
 * A second witness of every dataset: the declaration files of Cloudflare's official SDK, found by `sdkResource`. A new
 * dataset is compared without further ado; where it differs from the SDK on purpose, the gap is named below.
 */
import { existsSync, readFileSync } from 'node:fs'
import Cloudflare from 'cloudflare'
import { describe, expect, it } from 'vitest'
import type { Dataset } from './define-dataset.ts'
import { datasets } from './index.ts'

/** Differences on purpose. */
type Gaps = {
  /** Keys that the SDK types and the catalog does not send. */
  unused: readonly string[]
  /** Whether the SDK types only the exclude of filters whose include the API accepts as well. */
  untypesIncludes: boolean
  /** Values of choices that the SDK lacks, as `parameter=value`. */
  untypedValues: readonly string[]
}

const none: Gaps = { unused: [], untypesIncludes: false, untypedValues: [] }

const gaps: Readonly<Record<string, Gaps>> = {
  'account-audit-logs-v2': {
    unused: [],
    untypesIncludes: true,
    // Cloudflare's own audit log server for agents sends it.
    untypedValues: ['action_type=login'],
  },
  'organization-audit-logs-v2': { ...none, untypesIncludes: true },
  'account-audit-logs-v1': none,
  'user-audit-logs-v1': none,
  'insight-audit-logs': none,
  'access-authentication-logs': {
    ...none,
    unused: [
      // The SDK has operators without the values that they belong to.
      ...['allowedOp', 'app_typeOp', 'app_uidOp', 'country_codeOp', 'idpOp'],
      ...['non_identityOp', 'ray_idOp'],
      // Sent beside the operator of the email, or deprecated, or another way of paging.
      ...['email_exact', 'fields', 'page', 'per_page', 'user_id', 'user_idOp'],
    ],
  },
  'access-scim-logs': none,
}

const sdk = new URL('../../node_modules/cloudflare/', import.meta.url)
const client = new Cloudflare({ apiToken: 'none' })
const toKebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The declarations of a resource, comments left out. */
function readDeclarations(sdkResource: string): string {
  const keys = sdkResource.split('.').map(toKebab)
  const folder = `resources/${keys.join('/')}`
  const path = [`${folder}/${keys.at(-1)}.d.ts`, `${folder}.d.ts`].find((each) =>
    existsSync(new URL(each, sdk)),
  )
  if (path === undefined) throw new Error(`The SDK has no declarations of ${sdkResource}.`)
  return readFileSync(new URL(path, sdk), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
}

/** The properties of an interface, with the text of their types. */
function readInterface(text: string, name: string): { base: string; types: Map<string, string> } {
  const head = new RegExp(`^( *)(?:export )?interface ${name}(?: extends (\\w+))? {\\n`, 'm')
  const found = head.exec(text)
  if (!found) throw new Error(`The SDK declares no ${name}.`)
  const [, indent = '', base = ''] = found
  const body = text.slice(found.index + found[0].length).split(`\n${indent}}`)[0] ?? ''
  const properties = body.matchAll(/^\s*['"]?([\w.]+)['"]?\??: (.*);$/gm)
  return { base, types: new Map([...properties].map(([, key = '', type = '']) => [key, type])) }
}

/** The keys of the query of a list, each with the text of its type. */
function readQuery(sdkResource: string): ReadonlyMap<string, string> {
  const text = readDeclarations(sdkResource)
  const name = /^ {4}list\([^)]*?\b(\w+ListParams|ListParams)\b/m.exec(text)?.[1] ?? ''
  const { base, types } = readInterface(text, name)
  const keys = new Map<string, string>()
  if (base) {
    const paging = readFileSync(new URL('core/pagination.d.ts', sdk), 'utf8')
    for (const [key, type] of readInterface(paging, base).types) keys.set(key, type)
  }
  for (const [key, type] of types) {
    const nested = new RegExp(`^${name}\\.(\\w+)$`).exec(type)?.[1]
    if (/^(account|zone)_id$/.test(key) && !nested) continue
    if (nested === undefined) keys.set(key, type)
    else {
      for (const [part, inner] of readInterface(text, nested).types)
        keys.set(`${key}.${part}`, inner)
    }
  }
  return keys
}

/** The keys that requests to a dataset may have. */
function listRequestKeys({ parameters }: Dataset): readonly string[] {
  return parameters.flatMap(({ wireName, requestName = wireName, exclude, operator }) => [
    requestName,
    ...(operator ? [operator.key] : exclude ? [`${requestName}.not`] : []),
  ])
}

const compared = datasets.flatMap((dataset) =>
  dataset.sdkResource === undefined
    ? []
    : [{ id: dataset.id, dataset, query: readQuery(dataset.sdkResource) }],
)

describe('the declarations of the official SDK', () => {
  it('exist for every dataset', () => {
    expect(compared.map(({ id }) => id)).toEqual(datasets.map(({ id }) => id))
    expect(datasets.filter(({ id }) => !gaps[id])).toEqual([])
  })

  it.each(compared)('have the keys of requests to $id', ({ id, dataset, query }) => {
    const { unused, untypesIncludes } = gaps[id] ?? none
    expect(query.size).toBeGreaterThan(5)
    const typed = [...query.keys()]
    const untyped = untypesIncludes
      ? typed.filter((key) => key.endsWith('.not')).map((key) => key.slice(0, -'.not'.length))
      : []
    const expected = [...typed, ...untyped].filter((key) => !unused.includes(key))
    expect(listRequestKeys(dataset).toSorted()).toEqual(expected.toSorted())
    expect(unused.filter((key) => !query.has(key))).toEqual([])
  })

  it.each(compared)('have the values of the choices of $id', ({ id, dataset, query }) => {
    const { untypedValues } = gaps[id] ?? none
    const choices = dataset.parameters.filter(({ kind }) => kind === 'choice')
    expect(choices.length).toBeGreaterThan(0)
    for (const { wireName, requestName = wireName, values = [] } of choices) {
      const type = query.get(requestName) ?? query.get(`${requestName}.not`) ?? ''
      const typed = [...type.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')
      const known = values.filter((value) => !untypedValues.includes(`${wireName}=${value}`))
      expect([wireName, ...known.toSorted()]).toEqual([wireName, ...typed.toSorted()])
    }
  })

  it.each(compared)('and the client have the resource of $id', ({ dataset }) => {
    const keys = dataset.sdkResource?.split('.') ?? []
    const resource = keys.reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)[key],
      client,
    )
    expect(resource).toHaveProperty('list')
  })
})
