/** Networks in CIDR notation: which addresses they contain, and the filters that the API cannot take because of them. */
import ipaddr from 'ipaddr.js'
import { datasets, findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { listRoleFields } from '../../catalog/roles.ts'
import { toFieldPointer } from '../json-pointer.ts'
import type { FieldFilter, Filter } from '../log-query.ts'
import { isAddress, isNetwork } from '../validate-query.ts'

/** The pointers of all fields whose values are addresses. */
const addressPointers: ReadonlySet<string> = new Set(
  datasets.flatMap((dataset) =>
    [
      ...dataset.fields.filter(({ kind }) => kind === 'ip'),
      ...listRoleFields(dataset, 'address'),
    ].flatMap(({ path, otherPaths = [] }) => [path, ...otherPaths].map(toFieldPointer)),
  ),
)

/** Whether the values at a JSON Pointer are addresses. */
export function isAddressPointer(pointer: string): boolean {
  return addressPointers.has(pointer)
}

/** Whether a local filter is by a network: its text has a slash, which no address has. */
export function isNetworkFilter({ pointer, text }: Pick<FieldFilter, 'pointer' | 'text'>): boolean {
  return isAddressPointer(pointer) && text.includes('/')
}

/** The message for a local filter whose network cannot be used; `undefined` for any other filter. */
export function findNetworkProblem(
  filter: Pick<FieldFilter, 'pointer' | 'text'>,
): string | undefined {
  if (!isNetworkFilter(filter) || isNetwork(filter.text)) return undefined
  return `“${filter.text.slice(0, 60)}” is not a network. Use one such as 198.51.100.0/24 or 2001:db8::/32.`
}

/**
 * Prepares to test whether an address is one of these, or in one of the networks. An IPv4 address in IPv6 notation is the
 * same address. Throws for a text that is neither an address nor a network.
 */
export function createNetworkMatcher(texts: readonly string[]): (value: unknown) => boolean {
  const ranges = texts.map(toAddressRange)
  return (value) => {
    // ipaddr.js reads “403” as an address as well.
    if (typeof value !== 'string' || !isAddress(value)) return false
    const address = ipaddr.process(value)
    return ranges.some(
      ([range, bits]) => range.kind() === address.kind() && address.match(range, bits),
    )
  }
}

function toAddressRange(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) {
    const [range, bits] = ipaddr.parseCIDR(text)
    // ::ffff:198.51.100.0/120 means the same addresses as 198.51.100.0/24.
    return range instanceof ipaddr.IPv6 && range.isIPv4MappedAddress() && bits >= 96
      ? [range.toIPv4Address(), bits - 96]
      : [range, bits]
  }
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** Whether the API has no network for a parameter, and a local filter can be used instead. */
export function isLocalNetwork({ kind, field }: Parameter, value: string): boolean {
  return kind === 'ip' && field !== undefined && isNetwork(value)
}

/**
 * The local filters for networks that the API does not take, and the other filters. An include becomes local as a whole,
 * because its values are alternatives; of an exclude, only the networks do.
 */
export function moveNetworks(
  dataset: { parameters: readonly Parameter[] },
  filters: readonly Filter[],
): { filters: readonly Filter[]; localFilters: readonly FieldFilter[] } {
  const localFilters: FieldFilter[] = []
  const others = filters.flatMap((filter): readonly Filter[] => {
    const parameter = findParameter(dataset, filter.parameter)
    const isMoved = (value: string) => parameter !== undefined && isLocalNetwork(parameter, value)
    if (!parameter || !filter.values.some(isMoved)) return [filter]
    const { mode, values } = filter
    const moved = mode === 'include' ? values : values.filter(isMoved)
    localFilters.push(...toAddressFilters(parameter, mode, moved))
    const rest = values.filter((value) => !moved.includes(value))
    return rest.length > 0 ? [{ ...filter, values: rest }] : []
  })
  return localFilters.length > 0 ? { filters: others, localFilters } : { filters, localFilters }
}

/** Local filters for values of a parameter: an address has to be equal. */
export function toAddressFilters(
  { field = '' }: Pick<Parameter, 'field'>,
  mode: FieldFilter['mode'],
  values: readonly string[],
): readonly FieldFilter[] {
  const pointer = toFieldPointer(field)
  return values.map((text) => ({ kind: 'field', pointer, mode, text, isExact: isAddress(text) }))
}

/**
 * The network of an address as text, `203.0.113.0/24`: its first 24 bits, of IPv6 the first 48. `undefined` for what is no
 * address.
 */
export function findNetwork(text: string): string | undefined {
  if (!isAddress(text)) return undefined
  const address = ipaddr.process(text)
  const bits = address.kind() === 'ipv4' ? 24 : 48
  const bytes = address.toByteArray().map((byte, at) => (at * 8 < bits ? byte : 0))
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`
}
