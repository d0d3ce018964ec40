/** The names that a filter can begin with in the filter bar. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { TypedItem } from './typed-items.ts'

/** A name, the text that it inserts, and the words of the list. */
type NameOption = { name: string; insert: string; label: string; detail: string }

/** The names of parameters, local filters and settings that fit a typed item, in the order in which they are offered. */
export function listNames(dataset: Dataset, item: TypedItem | undefined): readonly NameOption[] {
  const parameters = dataset.parameters
    .filter(({ role, exclude }) => role === 'filter' && (exclude || !item?.isExcluded))
    // Deprecated parameters are last.
    .sort((a, b) => Number(a.deprecatedFor !== undefined) - Number(b.deprecatedFor !== undefined))
    .map(({ wireName, label }) => toNameOption(wireName, label))
  if (item?.isOff) return parameters
  const local = [
    toNameOption('local', 'a place in loaded entries'),
    toNameOption('text', 'anywhere in loaded entries'),
    toNameOption('hours', 'times of day, such as "mon-fri 07:00-19:00"'),
    toNameOption('rule', 'loaded entries that a detection rule matches, by its id or tag'),
  ]
  if (item?.isExcluded) return [...parameters, ...local]
  return [
    ...parameters,
    ...local,
    toNameOption('range', 'relative time, such as 24h'),
    toNameOption('since', 'from this time on'),
    toNameOption('before', 'up to this time'),
    toNameOption('direction', 'newest or oldest first'),
    toNameOption('off', 'a filter that waits'),
  ]
}

function toNameOption(name: string, detail: string): NameOption {
  return { name, insert: `${name}:`, label: name, detail }
}
