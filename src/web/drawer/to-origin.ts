/** Says from where and by which means the actor came and how it ended, as far as the entry records it. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readField } from '../../catalog/fields.ts'
import { maskValueText } from '../../query/find-secrets.ts'
import { findResult } from './find-result.ts'
import type { HeadlinePart } from './to-headline.ts'

const means: Readonly<Record<string, string>> = {
  dash: 'the dashboard',
  UI: 'the dashboard',
  api: 'the API',
  API: 'the API',
  api_token: 'an API token',
  api_key: 'the Global API key',
  oauth: 'an OAuth application',
  origin_ca_key: 'an origin CA key',
}

/** “via an API token named ci from 198.51.100.7 and succeeded”; empty without means and address. */
export function toOrigin(dataset: Dataset, entry: unknown): HeadlinePart[] {
  const read = (path: string | undefined) => {
    const field = dataset.fields.find((each) => each.path === path)
    const value = field && readField(entry, field)
    return typeof value === 'string' && value.trim() !== ''
      ? maskValueText([], value).slice(0, 120)
      : undefined
  }
  const context = read('actor.context') ?? read('interface')
  const token = read('actor.token_name')
  const address = read(dataset.fields.find(({ kind }) => kind === 'ip')?.path)
  const parts: HeadlinePart[] = []
  if (context !== undefined) {
    const words = Object.hasOwn(means, context) ? means[context] : undefined
    parts.push({ text: 'via', isValue: false }, { text: words ?? context, isValue: !words })
    if (token) parts.push({ text: 'named', isValue: false }, { text: token, isValue: true })
  }
  if (address) parts.push({ text: 'from', isValue: false }, { text: address, isValue: true })
  const result = findResult(dataset, entry)
  if (parts.length > 0 && typeof result === 'boolean') {
    parts.push({ text: result ? 'and succeeded' : 'and failed', isValue: false })
  }
  return parts
}
