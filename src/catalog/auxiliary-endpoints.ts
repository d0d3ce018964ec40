/**
 * Endpoints beside the datasets: the lists for the pickers. The proxy allows them and the emulator answers them, but
 * they are not audit logs.
 * Source: the pages of these operations in Cloudflare's API reference.
 */
import { filter, listPaging, type Parameter, type ValueList } from './parameters.ts'
import { type EndpointReach, type IdScopeKind, type ScopeKind, scopeKinds } from './scopes.ts'

/** One endpoint that is not a dataset: path template, accepted parameters, and the scopes that it gives access to. */
export type AuxiliaryEndpoint = {
  id: string
  path: string
  parameters: readonly Parameter[]
  /** Set where items have more than a client may see: the paths of the fields that the proxy passes on. */
  passedFields?: readonly string[]
  /** The page of the reference, where one is known. */
  documentationUrl?: string
} & EndpointReach

/** The id of the endpoint of a dataset in a kind of scope; it names the kind where the dataset has several. */
export function toEndpointId(
  { id, scopes }: { id: string; scopes: readonly unknown[] },
  kind: ScopeKind,
): string {
  return scopes.length > 1 ? `${id}-${kind}` : id
}

const listOrder: Parameter = {
  ...filter('direction', 'Direction', 'entry', {
    kind: 'choice',
    values: ['asc', 'desc'],
    description: 'Order of the list.',
  }),
  role: 'output',
}

/** The accounts that the credential may see. */
export const accountList: AuxiliaryEndpoint = {
  id: 'accounts',
  path: scopeKinds.account.list.path,
  lists: 'account',
  parameters: [
    filter('name', 'Name', 'account', { description: 'Name of the account.' }),
    listOrder,
    ...listPaging(scopeKinds.account.list.pagination),
  ],
}

/** The zones that the credential may see; they may span several accounts. */
export const zoneList: AuxiliaryEndpoint = {
  id: 'zones',
  path: scopeKinds.zone.list.path,
  lists: 'zone',
  parameters: [
    filter('name', 'Name', 'zone', {
      description: 'Name of the zone; an operator such as contains: may stand before it.',
    }),
    filter('account.id', 'Account id', 'account', {
      kind: 'id',
      description: 'Only zones of this account.',
    }),
    filter('account.name', 'Account name', 'account', {
      description: 'Only zones of accounts of this name.',
    }),
    filter('status', 'Status', 'zone', {
      kind: 'choice',
      values: ['initializing', 'pending', 'active', 'moved'],
      description: 'Only zones in this state.',
    }),
    {
      ...listOrder,
      wireName: 'order',
      label: 'Order by',
      values: ['name', 'status', 'account.id', 'account.name', 'plan.id'],
      description: 'What the list is ordered by.',
    },
    listOrder,
    {
      ...listOrder,
      wireName: 'match',
      label: 'Match',
      values: ['any', 'all'],
      description: 'Whether one filter suffices or all have to match.',
    },
    filter('type', 'Type', 'zone', {
      values: ['full', 'partial', 'secondary', 'internal'],
      description: 'Types of zone, separated by commas.',
    }),
    ...listPaging(scopeKinds.zone.list.pagination),
  ],
}

/** The organizations that the credential may see, in public beta. */
export const organizationList: AuxiliaryEndpoint = {
  id: 'organizations',
  path: scopeKinds.organization.list.path,
  lists: 'organization',
  parameters: [
    filter('id', 'Organization id', 'entry', {
      kind: 'id',
      repeats: true,
      description: 'Only organizations with one of these ids.',
    }),
    filter('containing.account', 'Account id', 'account', {
      kind: 'id',
      description: 'Only organizations that contain this account.',
    }),
    filter('containing.organization', 'Contained organization', 'entry', {
      kind: 'id',
      description: 'Only organizations that contain this organization.',
    }),
    filter('containing.user', 'User id', 'actor', {
      kind: 'id',
      description: 'Only organizations that manage this user.',
    }),
    filter('name.contains', 'Part of the name', 'entry', {
      ignoresCase: true,
      description: 'Only organizations whose name contains this text.',
    }),
    filter('name.endsWith', 'End of the name', 'entry', {
      ignoresCase: true,
      description: 'Only organizations whose name ends with this text.',
    }),
    filter('name.startsWith', 'Start of the name', 'entry', {
      ignoresCase: true,
      description: 'Only organizations whose name starts with this text.',
    }),
    filter('parent.id', 'Parent id', 'entry', {
      description: 'Only organizations below this one; “null” for those without a parent.',
    }),
    ...listPaging(scopeKinds.organization.list.pagination),
  ],
}

/** Lists the product families that `product_category` accepts. */
export const productCategoryList: AuxiliaryEndpoint = {
  id: 'product-categories',
  path: '/accounts/{account_id}/logs/audit/product_categories',
  scopeKind: 'account',
  parameters: [],
}

/** The endpoint that lists the scopes of each kind with ids. */
export const scopeLists = {
  account: accountList,
  zone: zoneList,
  organization: organizationList,
} satisfies Record<IdScopeKind, AuxiliaryEndpoint>

/** All endpoints beside the datasets and the histories of their entries. */
export const listEndpoints: readonly AuxiliaryEndpoint[] = [
  ...Object.values(scopeLists),
  productCategoryList,
]

/** The lists from which required filters of a dataset get their values. */
export function listValueEndpoints({
  parameters,
}: {
  parameters: readonly Parameter[]
}): readonly AuxiliaryEndpoint[] {
  return parameters.flatMap(({ valueList }) => (valueList ? [toValueEndpoint(valueList)] : []))
}

function toValueEndpoint(list: ValueList): AuxiliaryEndpoint {
  const { id, path, scopeKind, filters, pagination, documentationUrl } = list
  return {
    id,
    path,
    scopeKind,
    parameters: [...filters, ...listPaging(pagination)],
    passedFields: [list.valueField, list.nameField, list.typeField, list.usual.field],
    documentationUrl,
  }
}
