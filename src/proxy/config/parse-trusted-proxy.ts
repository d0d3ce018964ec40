/** Parses the settings that describe a reverse proxy or tunnel in front of the server. */
import ipaddr from 'ipaddr.js'

/** The reverse proxy in front, which many clients share. */
export type TrustedProxy = {
  /** Whether an address is one of the reverse proxy. */
  includes: (address: string) => boolean
  /** The header in which it sends the address of its client, in lower case. */
  header: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Parses `TRUSTED_PROXY` and `TRUSTED_PROXY_HEADER`, which need each other, and adds their problems to `problems`. */
export function parseTrustedProxy(env: Environment, problems: string[]): TrustedProxy | undefined {
  const { TRUSTED_PROXY: addresses, TRUSTED_PROXY_HEADER: header } = env
  if (addresses === undefined && header === undefined) return undefined
  if (addresses === undefined) {
    problems.push('TRUSTED_PROXY_HEADER needs TRUSTED_PROXY: the address of your reverse proxy.')
  }
  if (header === undefined) {
    problems.push(
      'TRUSTED_PROXY needs TRUSTED_PROXY_HEADER: the header in which your reverse proxy sends the address of its client, such as X-Forwarded-For or CF-Connecting-IP.',
    )
  }
  const networks = addresses?.split(',').map((text) => findNetwork(text.trim())) ?? []
  if (networks.includes(undefined)) {
    problems.push(
      'TRUSTED_PROXY is not a list of IP addresses and networks, such as 127.0.0.1,10.0.0.0/24 (commas between, no /0).',
    )
  }
  if (header !== undefined && !isUsableHeader(header)) {
    problems.push(
      'TRUSTED_PROXY_HEADER is not the name of a header with addresses, such as X-Forwarded-For (the header Forwarded is not supported).',
    )
  }
  const known = networks.filter((network) => network !== undefined)
  return { includes: (address) => isInside(address, known), header: (header ?? '').toLowerCase() }
}

/** An IP address in its usual form, without port and zone; `undefined` for other text. */
export function findAddress(text: string): string | undefined {
  return isAddress(text) ? ipaddr.process(text).toString() : undefined
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Names of letters, digits and hyphens: others do not reach the check. `Forwarded` has a syntax of its own. */
function isUsableHeader(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,63}$/i.test(name) && name.toLowerCase() !== 'forwarded'
}

function isAddress(text: string): boolean {
  return (
    ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && ipaddr.IPv6.isValid(text))
  )
}

function findNetwork(text: string): Network | undefined {
  const [address = '', bits, ...rest] = text.split('/')
  if (rest.length > 0 || address.includes('%') || !isAddress(address)) return undefined
  const parsed = ipaddr.parse(address)
  const maxBits = parsed.kind() === 'ipv4' ? 32 : 128
  if (bits !== undefined && !/^[1-9]\d{0,2}$/.test(bits)) return undefined
  const length = Number(bits ?? maxBits)
  return length <= maxBits ? [parsed, length] : undefined
}

function isInside(text: string, networks: readonly Network[]): boolean {
  if (!isAddress(text)) return false
  // A socket for both families writes IPv4 addresses as ::ffff:192.0.2.1.
  const address = ipaddr.process(text)
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  )
}
