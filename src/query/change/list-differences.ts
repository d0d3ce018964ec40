/** Lists what differs between two recorded values, each difference with both values as short texts. */
import { findSecrets, maskSpans } from '../secrets/find-secrets.ts'
import { diffJson, type FieldChange } from './diff-json.ts'
import { type JsonNode, parseJsonNode } from './json-node.ts'
import { toShortText } from './to-short-text.ts'

/** A difference: the path below the value, and both values as short texts with secrets masked; absent on one side. */
export type Difference = { path: string; before?: string; after?: string }

type Steps = readonly (string | number)[]
type Side = { text: string; root: JsonNode; secrets: ReturnType<typeof findSecrets> }

/** Keys that change with every change. They are left out where anything else differs. */
const routineKey =
  /^(?:(?:created|modified|updated|last_(?:modified|updated))(?:_at|_on)?|etag|version|timestamp)$/

/**
 * The differences of two JSON texts that `JSON.parse` accepts, in their order; `undefined` when one has too many values. A
 * list counts as a whole, unless only plain values inside of it differ.
 */
export function listDifferences(before: string, after: string): Difference[] | undefined {
  const diff = diffJson(before, after)
  const sides = [toSide(before), toSide(after)] as const
  const [beforeSide, afterSide] = sides
  if (!diff || !beforeSide || !afterSide) return undefined
  const paths = new Map<string, Steps>()
  for (const change of diff.changes) {
    const steps = toShownSteps(change, beforeSide.root, afterSide.root)
    paths.set(JSON.stringify(steps), steps)
  }
  const all = [...paths.values()].filter((steps) => !isInside(steps, paths))
  const telling = all.filter((steps) => !isRoutine(steps))
  return (telling.length > 0 ? telling : all).map((steps) =>
    toDifference(formatPath(steps), toText(beforeSide, steps), toText(afterSide, steps)),
  )
}

/** The members of an object that was created or deleted, without its ids and routine keys; of another value, itself. */
export function listMembers(text: string, side: 'before' | 'after'): Difference[] | undefined {
  const whole = toSide(text)
  if (!whole) return undefined
  const keys = [...(whole.root.members?.keys() ?? [])]
  const paths: Steps[] = whole.root.members
    ? keys.filter((key) => key !== 'id' && !routineKey.test(key)).map((key) => [key])
    : [[]]
  return paths.flatMap((steps) => {
    const shown = toText(whole, steps)
    if (shown === undefined || ['null', '""', '[]', '{}'].includes(shown)) return []
    const path = formatPath(steps)
    return side === 'before'
      ? toDifference(path, shown, undefined)
      : toDifference(path, undefined, shown)
  })
}

function toDifference(
  path: string,
  before: string | undefined,
  after: string | undefined,
): Difference {
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
}

function toSide(text: string): Side | undefined {
  const root = parseJsonNode(text)
  return root && { text, root, secrets: findSecrets(text) }
}

/** The steps to the value that is shown: those of the change, or up to the outermost list around it. */
function toShownSteps({ kind, steps }: FieldChange, before: JsonNode, after: JsonNode): Steps {
  const listAt = steps.findIndex((step) => typeof step === 'number')
  if (listAt === -1) return steps
  const isPlain = [before, after].every((root) => {
    const node = findNode(root, steps)
    return node !== undefined && !node.members && !node.items
  })
  const list = steps.slice(0, listAt)
  const lengths = [before, after].map((root) => findNode(root, list)?.items?.length)
  return kind === 'changed' && isPlain && lengths[0] === lengths[1] ? steps : list
}

/** Whether a value is inside of another one that is shown whole. */
function isInside(steps: Steps, paths: ReadonlyMap<string, Steps>): boolean {
  return steps.some((_, length) => paths.has(JSON.stringify(steps.slice(0, length))))
}

function isRoutine(steps: Steps): boolean {
  const last = steps.at(-1)
  return typeof last === 'string' && routineKey.test(last)
}

function findNode(root: JsonNode, steps: Steps): JsonNode | undefined {
  let node: JsonNode | undefined = root
  for (const step of steps) {
    node = typeof step === 'number' ? node?.items?.[step] : node?.members?.get(step)
  }
  return node
}

function toText({ text, root, secrets }: Side, steps: Steps): string | undefined {
  const node = findNode(root, steps)
  if (!node) return undefined
  const spans = secrets
    .filter(({ start, end }) => start >= node.start && end <= node.end)
    .map((span) => ({ ...span, start: span.start - node.start, end: span.end - node.start }))
  return toShortText(maskSpans(text.slice(node.start, node.end), spans))
}

/** `include[0].email`; a key with other characters than those of a word is in quotes. */
function formatPath(steps: Steps): string {
  const parts = steps.map((step) => {
    if (typeof step === 'number') return `[${step}]`
    return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
  })
  return parts.join('').replace(/^\./, '')
}
