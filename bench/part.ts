/** What a part of the benchmark is. One file in `parts/` that exports one is all it takes to add it. */
import type { Browser } from '@playwright/test'

/** One claim and what was measured: against a limit, or as a ratio to a peer measured in the same run. */
export type Line = {
  claim: string
  measured: number
  unit: string
  /** The limit; without any, the line is for information. */
  most?: number
  least?: number
  /** What the limit comes from, when it is a peer's figure in this run. */
  peer?: string
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
  /** Where the benchmark's own pages are served, by name, with the product's headers unless they are peers. */
  origin: () => Promise<string>
  /** Keeps what `create` makes until the end of the run. */
  share: <T>(name: string, create: () => Promise<T>) => Promise<T>
  /** Is called at the end of the run. */
  onEnd: (close: () => Promise<unknown>) => void
  /** Says what is going on. */
  tell: (what: string) => void
}

/** A part, run by its name. */
export type Part = { name: string; run: (tools: BenchTools) => Promise<readonly Line[]> }
