/** A part of the attack: one file in `parts/` that exports one is all it takes to add it. */
import type { Random } from './random.ts'

/** The result of a part. The attack fails if there is a finding. */
export type Report = {
  /** What was sent and seen, by its name. */
  figures: Readonly<Record<string, number | string>>
  /** Each is one sentence about what the proxy must not do, with an example. */
  findings: readonly string[]
}

/** What parts are given. */
export type AttackTools = {
  random: Random
  /** How long the part may send requests, in milliseconds. */
  durationMs: number
}

/** A part, run by its name. */
export type AttackPart = {
  name: string
  /** Its share of the time of a run; 0 for a part that runs only when it is named. */
  share: number
  run: (tools: AttackTools) => Promise<Report>
}

/** Counts findings by kind and remembers one example of each, so that a report is short. */
export function createFindings() {
  const byKind = new Map<string, { count: number; example: string }>()
  return {
    add(kind: string, example = '') {
      const known = byKind.get(kind)
      if (known) known.count++
      else byKind.set(kind, { count: 1, example })
    },
    list: () =>
      [...byKind].map(([kind, { count, example }]) => {
        const text = example === '' ? '' : `; the first: ${JSON.stringify(example.slice(0, 1_500))}`
        return `${kind} (${count} ×)${text}`
      }),
  }
}

/** A collection of findings. */
export type Findings = ReturnType<typeof createFindings>
