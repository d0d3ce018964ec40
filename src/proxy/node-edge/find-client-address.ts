/** Finds the address of the client of a request: that of the connection, or the one that a trusted proxy states. */
import { findAddress, type TrustedProxy } from '../config/parse-trusted-proxy.ts'

/**
 * The address of the client. Only a trusted proxy can state another one than its own: the last address in its header
 * that is none of its own. Those before it may have been written by the client.
 */
export function findClientAddress(
  socketAddress: string,
  headers: ReadonlyMap<string, string>,
  trustedProxy: TrustedProxy | undefined,
): string {
  if (!trustedProxy?.includes(socketAddress)) return socketAddress
  const stated = (headers.get(trustedProxy.header) ?? '').split(',').map((text) => text.trim())
  const client = stated.findLast((text) => !trustedProxy.includes(text)) ?? ''
  return findAddress(client) ?? socketAddress
}
