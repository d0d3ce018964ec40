/** The path of a line of a body, as a list of keys and indexes, and in the syntax of jq. */
import { endOfString } from '../../../cloudflare/json-scan.ts'
import { type BodyLines, hasKey } from './body-lines.ts'

/** The keys and indexes that lead to a line, from the outermost value of the body. */
export function toLineSteps(lines: BodyLines, line: number): (string | number)[] {
  const { text, starts, parents, ordinals } = lines
  const steps: (string | number)[] = []
  // The path of a closing bracket is that of its opening one.
  let current = isCloser(lines, line) ? findOpener(lines, line) : line
  while (current >= 0 && (parents[current] ?? -1) >= 0) {
    const start = starts[current] ?? 0
    steps.push(
      hasKey(lines, current)
        ? String(JSON.parse(text.slice(start, endOfString(text, start))))
        : (ordinals[current] ?? 0),
    )
    current = parents[current] ?? -1
  }
  return steps.reverse()
}

/** Whether a line is a closing bracket. */
export function isCloser({ form, text, starts }: BodyLines, line: number): boolean {
  const char = text[starts[line] ?? 0]
  return form === 'json' && (char === '}' || char === ']')
}

function findOpener({ closers }: BodyLines, closer: number): number {
  return closers.subarray(0, closer).indexOf(closer)
}

/**
 * A path in the syntax of jq, such as `.resource.request["odd key"][0]`. `inside` continues the path in the value at
 * `outside`, through `fromjson` when that is JSON in a string.
 */
export function toJqPath(
  outside: readonly (string | number)[],
  inside: readonly (string | number)[],
  isText: boolean,
): string {
  const outerPath = formatSteps(outside)
  const innerPath = formatSteps(inside)
  const path = isText ? `(${outerPath || '.'} | fromjson)${innerPath}` : outerPath + innerPath
  return /^[.(]/.test(path) ? path : `.${path}`
}

function formatSteps(steps: readonly (string | number)[]): string {
  return steps.map(formatStep).join('')
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
}

/** The path of `toJqPath` step by step: `.include`, `[0]`, `.everyone`. */
export function toStepTexts(steps: readonly (string | number)[]): readonly string[] {
  const [first = '', ...others] = steps.map(formatStep)
  return [first.startsWith('.') ? first : `.${first}`, ...others]
}
