/** Addresses that count as one client: an IPv4 address, or the /64 that one site has in IPv6. */

/** The IPv4 address, or the /64 network of an IPv6 address. */
export function toClientNetwork(address: string): string {
  // IPv4 as a socket for both families writes it: ::ffff:192.0.2.1
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1)
  if (!address.includes(':')) return address
  const [left = '', right] = address.replace(/%.*$/, '').split('::')
  const toGroups = (text: string | undefined) => (text ? text.split(':') : [])
  const [before, after] = [toGroups(left), toGroups(right)]
  const zeros = right === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return `${groups.slice(0, 4).join(':')}::/64`
}
