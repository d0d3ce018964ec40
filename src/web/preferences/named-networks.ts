/** Networks that the user has named, such as offices. A link has their addresses, so that it needs no names. */
import { isAddress, isNetwork } from '../../query/validate-query.ts'

/** A name for addresses and networks in CIDR notation. */
export type NamedNetwork = { name: string; addresses: readonly string[] }

/** Maximum numbers of networks and of addresses in each, and the maximum length of a name in characters. */
export const networkSizes = { networks: 100, addresses: 100, name: 60 } as const

/** Invisible characters, and those that reverse the order of others: they make different names look alike. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u

/** Converts a stored value to named networks; what is not valid is left out. */
export function readNamedNetworks(stored: unknown): readonly NamedNetwork[] {
  if (!Array.isArray(stored)) return []
  const networks: NamedNetwork[] = []
  for (const item of stored) {
    const read = readNamedNetwork(item)
    if (read && !findNetworksProblem([...networks, read])) networks.push(read)
  }
  return networks
}

function readNamedNetwork(value: unknown): NamedNetwork | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { name, addresses } = value as { name?: unknown; addresses?: unknown }
  if (typeof name !== 'string' || !Array.isArray(addresses)) return undefined
  return { name, addresses: addresses.filter((each): each is string => typeof each === 'string') }
}

/** The first problem of these networks, in words; `undefined` when all are valid. */
export function findNetworksProblem(networks: readonly NamedNetwork[]): string | undefined {
  if (networks.length > networkSizes.networks) {
    return `At most ${networkSizes.networks} networks can be named. Remove some.`
  }
  const names = networks.map(({ name }) => name.toLowerCase())
  for (const [at, network] of networks.entries()) {
    const problem = findNetworkProblem(network)
    if (problem) return problem
    if (names.indexOf(network.name.toLowerCase()) < at) {
      return `Two networks have the name “${network.name}”. Rename one.`
    }
  }
  return undefined
}

function findNetworkProblem({ name, addresses }: NamedNetwork): string | undefined {
  if (name.trim() === '') return 'A network has no name. Give it one, or remove it.'
  if (name.length > networkSizes.name) {
    return `The name “${name.slice(0, 20)}…” is longer than ${networkSizes.name} characters.`
  }
  if (invisible.test(name)) return 'A name contains characters that cannot be seen. Type it anew.'
  if (addresses.length === 0) return `“${name}” has no address. Add one, such as 198.51.100.0/24.`
  if (addresses.length > networkSizes.addresses) {
    return `“${name}” has more than ${networkSizes.addresses} addresses. Remove some.`
  }
  const wrong = addresses.find((address) => !isAddress(address) && !isNetwork(address))
  return wrong === undefined
    ? undefined
    : `“${wrong.slice(0, 60)}” is neither an address nor a network. Write one such as 198.51.100.7 or 198.51.100.0/24.`
}

/** The network that has exactly these addresses, in any order. */
export function findNamedNetwork(
  networks: readonly NamedNetwork[],
  addresses: readonly string[],
): NamedNetwork | undefined {
  const wanted = new Set(addresses)
  return networks.find((network) => {
    const own = new Set(network.addresses)
    return own.size === wanted.size && [...own].every((address) => wanted.has(address))
  })
}
