/** Says how a filter compares its values. */
import type { Parameter } from '../../../catalog/parameters.ts'

/** How typed values are compared, in a sentence or two; `undefined` where values are picked from a list or are numbers. */
export function toMatchWords({
  kind,
  ignoresCase,
}: Pick<Parameter, 'kind' | 'ignoresCase'>): string | undefined {
  switch (kind) {
    case 'ip':
      return 'Matches the whole address, as the log writes it.'
    case 'ip-or-cidr':
      return 'Matches the whole address, or every address of a network.'
    case 'text':
    case 'email':
    case 'id':
    case 'opaque':
      return `Matches the whole value; upper and lower case ${ignoresCase ? 'are alike' : 'matter'}. For a part of it, type it in the search bar.`
    default:
      return undefined
  }
}
