/** Shows the name of a network in a pill whose values are exactly its addresses. */
import { isAddressPointer } from '../../../query/local/networks.ts'
import { findNamedNetwork, type NamedNetwork } from '../../preferences/named-networks.ts'
import type { Pill } from './list-pills.ts'

/** The pill with the name in place of the addresses, or the same pill. */
export function withNetworkName(pill: Pill, networks: readonly NamedNetwork[]): Pill {
  const network = findNamedNetwork(networks, listAddresses(pill))
  if (!network) return pill
  const { subject } = pill.words
  const verb = pill.mode === 'include' ? 'is in' : 'is not in'
  const sentence = `${subject} ${verb} ${network.name} (${network.addresses.join(', ')})`
  return { ...pill, words: { subject, verb, values: [network.name], more: 0, sentence } }
}

function listAddresses(pill: Pill): readonly string[] {
  if (pill.kind === 'filter') {
    return /^ip/.test(pill.parameter?.kind ?? '') ? pill.filter.values : []
  }
  return pill.group.flatMap((filter) =>
    filter.kind === 'field' && isAddressPointer(filter.pointer) ? [filter.text] : [],
  )
}
