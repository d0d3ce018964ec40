/** Prints lines, and writes them down with the machine they were measured on. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import type { Line } from './part.ts'

/** How a line stands against its limit; a line without one is for information. */
export function toVerdict({ measured, most, least }: Line): 'PASS' | 'SHORT' | 'info' {
  if (Number.isNaN(measured)) return 'SHORT'
  if (most === undefined && least === undefined) return 'info'
  return measured <= (most ?? Infinity) && measured >= (least ?? -Infinity) ? 'PASS' : 'SHORT'
}

/** One line of the table: claim, measured, limit, ratio, verdict. */
export function formatLine(line: Line): string {
  const { claim, measured, unit, most, least, peer, note } = line
  const limit = most ?? least
  const sign = most === undefined ? '≥' : '≤'
  const bound =
    limit === undefined ? '' : `${sign} ${formatNumber(limit)}${peer ? ` (${peer})` : ''}`
  const ratio = !limit ? '' : `× ${(measured / limit).toFixed(2)}`
  const value = Number.isNaN(measured) ? '–' : `${formatNumber(measured)} ${unit}`
  const columns = [claim.padEnd(72), value.padStart(22), bound.padStart(24), ratio.padStart(8)]
  return `  ${columns.join('  ')}  ${toVerdict(line)}${note ? `  (${note})` : ''}`
}

/** Writes the lines, and returns the path. */
export function writeResults(lines: readonly (Line & { part: string })[], entries: number): string {
  const path = 'dist/bench/results.json'
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    // Above the number of cores, something else was running, and only ratios mean anything.
    loadAverage: loadavg(),
  }
  const written = lines.map((line) => ({ ...line, verdict: toVerdict(line) }))
  mkdirSync('dist/bench', { recursive: true })
  const report = { at: new Date().toISOString(), machine, entries, lines: written }
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
  return path
}

function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })
}
