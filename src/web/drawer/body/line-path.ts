/** Where in its entry a line of a body stands, in the two spellings that one can use elsewhere. */
import { endOfString } from '../../../cloudflare/json-scan.ts'
import { type BodyLines, hasKey } from './body-lines.ts'

/** The keys and places that lead to a line, from the body's outermost value. */
export function toLineSteps(lines: BodyLines, line: number): (string | number)[] {
  const { text, starts, parents, ordinals } = lines
  const steps: (string | number)[] = []
  // A line that closes belongs to the one that opened.
  let at = isCloser(lines, line) ? findOpener(lines, line) : line
  while (at >= 0 && (parents[at] ?? -1) >= 0) {
    const start = starts[at] ?? 0
    steps.push(
      hasKey(lines, at)
        ? String(JSON.parse(text.slice(start, endOfString(text, start))))
        : (ordinals[at] ?? 0),
    )
    at = parents[at] ?? -1
  }
  return steps.reverse()
}

/** Whether a line is the bracket that closes. */
export function isCloser({ form, text, starts }: BodyLines, line: number): boolean {
  const char = text[starts[line] ?? 0]
  return form === 'json' && (char === '}' || char === ']')
}

function findOpener({ closers }: BodyLines, closer: number): number {
  return closers.subarray(0, closer).indexOf(closer)
}

/** A path as jq reads it, `.resource.request["odd key"][0]`; text comes through `fromjson`. */
export function toJqPath(
  outside: readonly (string | number)[],
  inside: readonly (string | number)[],
  isText: boolean,
): string {
  const [path, rest] = [formatSteps(outside), formatSteps(inside)]
  const whole = isText ? `(${path || '.'} | fromjson)${rest}` : `${path}${rest}`
  return /^[.(]/.test(whole) ? whole : `.${whole}`
}

function formatSteps(steps: readonly (string | number)[]): string {
  const parts = steps.map((step) => {
    if (typeof step === 'number') return `[${step}]`
    return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
  })
  return parts.join('')
}
