import { describe, expect, it } from 'vitest'
import { z } from '../cloudflare/schema.ts'
import type { CoverageStatement, Evidence } from './coverage/list-coverage.ts'
import { checkDataset, type Dataset } from './define-dataset.ts'
import type { Field } from './fields.ts'
import {
  cursorParameter,
  directionParameter,
  filter,
  type Parameter,
  pageNumber,
  pageSize,
  timeBound,
} from './parameters.ts'
import { reservedKeys } from './reserved-keys.ts'
import { inFields, insideField } from './roles.ts'

const field = (path: string): Field => ({
  path,
  label: path,
  kind: 'text',
  group: 'entry',
  description: `${path}.`,
})

const time = [
  timeBound('since', { kind: 'instant', required: false, description: 'From.' }),
  timeBound('before', { kind: 'instant', required: false, description: 'To.' }),
]

const parameters: readonly Parameter[] = [
  ...time,
  directionParameter('direction'),
  filter('color', 'Color', 'resource', { field: 'color', description: 'Color.' }),
  pageSize('limit', 10),
  cursorParameter(),
]

const evidence: Evidence = {
  grade: 'documented',
  source: { title: 'On toast', url: 'https://example.com/toast' },
}

const accountScope = {
  kind: 'account',
  path: '/accounts/{account_id}/toasts',
  permission: 'Toast Read',
  evidence,
} as const

const good: Dataset = {
  id: 'toasts',
  title: 'Toasts',
  shortTitle: 'Toasts',
  word: 'toasts',
  description: 'Toasts.',
  documentationUrl: 'https://example.com',
  scopes: [
    accountScope,
    { kind: 'zone', path: '/zones/{zone_id}/toasts', permission: 'Toast Read', evidence },
    { kind: 'user', path: '/user/toasts', permission: 'none', evidence },
  ],
  retentionDays: 1,
  evidence: { retention: evidence },
  coverage: [],
  pagination: {
    style: 'cursor',
    cursorParameter: 'cursor',
    sizeParameter: 'limit',
    defaultSize: 10,
    maxSize: 1000,
  },
  parameters,
  fields: [field('id'), field('at'), field('color')],
  columns: [{ field: 'at', width: 100 }],
  roles: { time: inFields('at'), resourceName: [insideField('color', 'name')] },
  verbs: { burn: 'delete' },
  summary: 'named-action',
  stackBy: ['color'],
  entrySchema: z.looseObject({}),
  idPath: 'id',
  timePath: 'at',
}

const withParameter = (...more: Parameter[]) => ({ parameters: [...parameters, ...more] })
const without = (name: string) => ({
  parameters: parameters.filter(({ wireName }) => wireName !== name),
})
const extra = (name: string, options: Partial<Parameter> = {}): Parameter => ({
  ...filter(name, name, 'entry', { description: 'x.' }),
  ...options,
})
const crumbs: CoverageStatement = {
  id: 'crumbs',
  topic: 'actions',
  sentence: 'Crumbs are missing.',
  ...evidence,
}
const withCrumbs = (changes: Partial<CoverageStatement>) => ({
  coverage: [{ ...crumbs, ...changes }],
})
const account = { kind: 'account', permission: 'x', evidence } as const
const byPage = { style: 'page', pageParameter: 'page', sizeParameter: 'limit' } as const

describe('checkDataset', () => {
  it('accepts a good declaration', () => {
    expect(() => checkDataset(good)).not.toThrow()
  })

  it('accepts paging by page number', () => {
    const pagination = { ...byPage, defaultSize: 10, maxSize: 1000 }
    const dataset = { ...good, pagination, parameters: [...parameters, pageNumber()] }
    expect(() => checkDataset(dataset)).not.toThrow()
  })

  it('accepts windows instead of pages, entries without ids, and other spellings in requests', () => {
    const { idPath, ...rest } = good
    const dataset: Dataset = {
      ...rest,
      pagination: {
        style: 'window',
        sizeParameter: 'limit',
        defaultSize: 10,
        maxSize: 1000,
        minWindowMs: 1000,
      },
      parameters: [
        ...without('cursor').parameters.map((each) =>
          each.wireName === 'before' ? { ...each, requestName: 'until' } : each,
        ),
        extra('shape', { exclude: true, operator: { key: 'shape_op', exclude: 'neq' } }),
      ],
    }
    expect(() => checkDataset(dataset)).not.toThrow()
  })

  it.each<[string, Partial<Dataset>, string]>([
    [
      'a request key of two meanings',
      withParameter(extra('shade', { requestName: 'color' })),
      'request key color has two meanings; rename one.',
    ],
    [
      'an operator without an exclude',
      withParameter(extra('shade', { operator: { key: 'shade_op', exclude: 'neq' } })),
      'parameter shade has an operator; declare exclude: true.',
    ],
    [
      'a parameter twice',
      withParameter(extra('color')),
      'parameter color is declared twice; keep one.',
    ],
    [
      'an exclude written as its own parameter',
      withParameter(extra('color.not')),
      'parameter color.not ends in .not; declare the plain name with exclude: true.',
    ],
    [
      'an exclude of what is no filter',
      {
        parameters: parameters.map((each) =>
          each.wireName === 'limit' ? { ...each, exclude: true } : each,
        ),
      },
      'parameter limit cannot exclude, only filters can; drop exclude.',
    ],
    [
      'a filter on an unknown field',
      withParameter(extra('size', { field: 'size' })),
      'parameter size filters on size; add that field or correct the path.',
    ],
    [
      'a choice without values',
      withParameter(extra('size', { kind: 'choice' })),
      'parameter size is a choice without values; list them, or use kind text.',
    ],
    [
      'a choice with an empty list',
      withParameter(extra('size', { kind: 'choice', values: [] })),
      'parameter size is a choice without values; list them, or use kind text.',
    ],
    [
      'a deprecation in favor of nothing',
      withParameter(extra('colour', { deprecatedFor: 'hue' })),
      'parameter colour names hue, which is not declared; add or correct it.',
    ],
    [
      'a filter that widens nothing',
      withParameter(extra('palette', { widens: 'hue' })),
      'parameter palette names hue, which is not declared; add or correct it.',
    ],
    ['no since', without('since'), 'parameter since is missing; every dataset has it.'],
    ['no before', without('before'), 'parameter before is missing; every dataset has it.'],
    ['no page size', without('limit'), 'parameter limit is missing; every dataset has it.'],
    ['no cursor', without('cursor'), 'parameter cursor is missing; every dataset has it.'],
    [
      'no page number',
      { pagination: { ...byPage, defaultSize: 10, maxSize: 1000 } },
      'parameter page is missing; every dataset has it.',
    ],
    ['no direction', without('direction'), 'exactly one parameter needs the role direction.'],
    [
      'two directions',
      withParameter(directionParameter('order')),
      'exactly one parameter needs the role direction.',
    ],
    [
      'another largest page than the parameter allows',
      { pagination: { ...byPage, ...good.pagination, maxSize: 500 } as Dataset['pagination'] },
      'parameter limit allows 1000 and assumes 10, the pagination 500 and 10; make them agree.',
    ],
    [
      'another default page than the parameter assumes',
      { pagination: { ...good.pagination, defaultSize: 25 } },
      'parameter limit allows 1000 and assumes 10, the pagination 1000 and 25; make them agree.',
    ],
    [
      'a field twice',
      { fields: [...good.fields, field('id')] },
      'field id is declared twice; keep one.',
    ],
    [
      'a field with the path of a derived column',
      { fields: [...good.fields, field('summary')] },
      'field summary has the path of a derived column; no entry may have it.',
    ],
    [
      'a column of no field',
      { columns: [{ field: 'size', width: 1 }] },
      'column size is no field; add the field or drop the column.',
    ],
    [
      'a stand-in of a column that is no field',
      { columns: [{ field: 'at', width: 1, otherwise: ['color', 'size'] }] },
      'column size is no field; add the field or drop the column.',
    ],
    ['a time that is no field', { timePath: 'when' }, 'timePath when is no field; add it.'],
    ['an id that is no field', { idPath: 'uuid' }, 'idPath uuid is no field; add it.'],
    [
      'a history without a path',
      { history: 'resource' },
      'scope account: history and historyPath belong together; declare both or neither.',
    ],
    [
      'a path of a history that is none',
      { scopes: [{ ...accountScope, historyPath: '/accounts/{account_id}/toasts/{entry_id}' }] },
      'scope account: history and historyPath belong together; declare both or neither.',
    ],
    [
      'a history of an insight by the id of the entry',
      {
        history: 'insight',
        scopes: [{ ...accountScope, historyPath: '/accounts/{account_id}/toasts/{entry_id}' }],
      },
      'path /accounts/{account_id}/toasts/{entry_id} should contain {account_id},{issue_id} for scope account.',
    ],
    ['no scope', { scopes: [] }, 'scopes is empty; list at least one path to read from.'],
    [
      'two paths for one scope',
      { scopes: [...good.scopes, { ...account, path: '/accounts/{account_id}/toast' }] },
      'scope account has two paths; keep one.',
    ],
    [
      'a path with the wrong variable',
      { scopes: [{ ...account, path: '/accounts/{id}/toasts' }] },
      'path /accounts/{id}/toasts should contain {account_id} for scope account.',
    ],
    [
      'two coverage statements of one name',
      { coverage: [crumbs, crumbs] },
      'coverage has two statements crumbs; rename one.',
    ],
    [
      'a coverage statement with the name of one that is derived',
      withCrumbs({ id: 'retention' }),
      'coverage has two statements retention; rename one.',
    ],
    [
      'a coverage statement that is no sentence',
      withCrumbs({ sentence: 'No crumbs' }),
      'coverage statement crumbs is no full sentence; end it with a full stop.',
    ],
    [
      'a source that is not public',
      withCrumbs({ source: { title: 'Notes', url: 'file:///notes.md' } }),
      'coverage statement crumbs cites file:///notes.md; cite a public page with https.',
    ],
    [
      'a product as people write it',
      withCrumbs({ appliesTo: { products: ['Bread Rolls'] } }),
      'coverage statement crumbs names the product Bread Rolls; write one word in lower case.',
    ],
    [
      'a condition that nothing fulfills',
      withCrumbs({ appliesTo: { verbs: [] } }),
      'coverage statement crumbs has an empty list; fill it or drop it.',
    ],
    [
      'what is missing in the log itself',
      withCrumbs({ recordedIn: ['toasts'] }),
      'coverage statement crumbs says that its own log has what is missing; name another log.',
    ],
    [
      'a retention that rests on nothing',
      { evidence: {} },
      'retentionDays and evidence.retention belong together; declare both or neither.',
    ],
    [
      'evidence for a delay that is not declared',
      { evidence: { retention: evidence, delay: evidence } },
      'latestArrivalS and evidence.delay belong together; declare both or neither.',
    ],
    [
      'a user path with a variable',
      { scopes: [{ kind: 'user', path: '/user/{user_id}/toasts', permission: 'x', evidence }] },
      'path /user/{user_id}/toasts should contain no variable for scope user.',
    ],
    [
      'a path without the leading slash',
      { scopes: [{ ...account, path: 'accounts/{account_id}/toasts' }] },
      'path accounts/{account_id}/toasts should start with / below /client/v4 and have no query.',
    ],
    [
      'a path with a query',
      { scopes: [{ ...account, path: '/accounts/{account_id}/toasts?a=1' }] },
      'path /accounts/{account_id}/toasts?a=1 should start with / below /client/v4 and have no query.',
    ],
    [
      'a role in no field',
      { roles: { actor: inFields('who') } },
      'role actor is in who, which is no field; add the field or correct it.',
    ],
    [
      'a role with one location twice',
      { roles: { actor: inFields('color', 'color') } },
      'role actor names color twice; keep one.',
    ],
    [
      'a role outside of the list',
      { roles: { hue: inFields('color') } as Dataset['roles'] },
      'role hue does not exist; the roles are time, actor,',
    ],
    [
      'an outcome without spellings',
      { roles: { outcome: inFields('color') } },
      'outcomes and the role outcome belong together; declare both or neither.',
    ],
    [
      'spellings without an outcome',
      { outcomes: { success: [true], failure: [false] } },
      'outcomes and the role outcome belong together; declare both or neither.',
    ],
    ['a stack of no field', { stackBy: ['size'] }, 'stackBy size is no field; add it or drop it.'],
    [
      'a verb word in upper case',
      { verbs: { Burn: 'delete' } },
      'verb word Burn has to be in lower case.',
    ],
  ])('refuses %s', (_, change, remedy) => {
    expect(() => checkDataset({ ...good, ...change })).toThrow(
      `Dataset toasts is not well declared:\n- ${remedy}`,
    )
  })

  it.each(reservedKeys)('refuses the reserved name %s, and lists the reserved ones', (name) => {
    expect(() => checkDataset({ ...good, ...withParameter(extra(name)) })).toThrow(
      `parameter ${name} has a reserved name; reserved are range, off, local.has, local.not, text, text.not, hours, hours.not, rule, rule.not, find, tz, entry, in, pairs, seal.`,
    )
  })

  it('lists everything that is wrong at once', () => {
    const bad = { ...good, idPath: 'x', timePath: 'y', scopes: [] }
    expect(() => checkDataset(bad)).toThrow(/timePath y.*\n- idPath x.*\n- scopes is empty/)
  })
})
