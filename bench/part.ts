/** A part of the benchmark: one file in `parts/` that exports one is all it takes to add it. */
import type { Browser } from '@playwright/test'

/** What a figure is compared with, and the limit of measured / baseline. */
export type Ratio = {
  /** The baseline's name: a peer or a simpler program. */
  to: string
  /** What was measured of it in this run, in the unit of the line; NaN if it could not be measured. */
  baseline: number
  /** Why there is no baseline, if there is none. */
  missing?: string
  /** The limit of the ratio, and whether the ratio may be at most or must be at least that. */
  limit: number
  direction: 'at most' | 'at least'
}

/**
 * One figure. With `ratio` it is judged against a baseline of the same run. With `expected` it is an exact
 * count, which is the same on every machine. Without either it is printed without a verdict, because machines
 * differ by a factor of 2.5.
 */
export type Line = {
  claim: string
  /** NaN if it could not be measured. */
  measured: number
  unit: string
  ratio?: Ratio
  expected?: number
  /** What a reader has to know. */
  note?: string
}

/** What parts are given. What is costly is made when it is first asked for, and shared. */
export type BenchTools = {
  /** How many entries a large log has. */
  entries: number
  browser: () => Promise<Browser>
  /** The bodies of all pages of 1,000 entries of the large log, newest first. */
  bodies: () => Promise<readonly Buffer[]>
  /** Where the benchmark's own pages are served, by name, with the product's headers. */
  origin: () => Promise<string>
  /** Returns what `create` made when it was first called with this name in this run. */
  share: <T>(name: string, create: () => Promise<T>) => Promise<T>
  /** Is called at the end of the run. */
  onEnd: (close: () => Promise<unknown>) => void
  /** Says what is going on. */
  tell: (what: string) => void
}

/** A part, run by its name. */
export type Part = { name: string; run: (tools: BenchTools) => Promise<readonly Line[]> }
