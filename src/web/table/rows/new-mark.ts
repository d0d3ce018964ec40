/** The remark on an entry with values that an earlier range does not have: it names them. */
import type { ComparedFact, NewFor } from '../../store/baseline-values.ts'
import type { CellPart } from './cell-part.ts'

const factWords: Readonly<Record<ComparedFact, string>> = {
  actor: 'actor',
  address: 'address',
  network: 'network',
  userAgent: 'user agent',
  product: 'product',
}

const subjects: Readonly<Record<NewFor, string>> = {
  account: 'the account',
  actor: 'this actor',
}

/** For example “new address”; of several values the first one and the number of the others: “new actor +2”. */
export function toNewMark(newFor: NewFor, facts: readonly ComparedFact[] = []): CellPart {
  // A new network is one because of the address.
  const shown = facts.filter((fact) => fact !== 'network' || !facts.includes('address'))
  const [first, ...others] = shown.map((fact) => factWords[fact])
  const names = facts.map((fact) => factWords[fact]).join(', ') || 'a value'
  return {
    text: ['new', first, others.length > 0 && `+${others.length}`].filter(Boolean).join(' '),
    className: 'mr-1.5 rounded-sm bg-kumo-info/20 px-1 text-[11px]',
    label: `New for ${subjects[newFor]}: ${names}. `,
    title: `New for ${subjects[newFor]}: ${names}. The drawer says the values.`,
  }
}
