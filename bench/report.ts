/** Formats lines, and writes them into a file with the machine they were measured on. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { judgeLine } from './judge-line.ts'
import type { Line } from './part.ts'

/** A line, and the part that it belongs to. */
export type PartLine = Line & { part: string }

/** The head of the table. */
export const tableHead = formatColumns([
  'claim',
  'measured',
  'baseline',
  'ratio',
  'limit',
  'verdict',
])

/** One line of the table: claim, measured, baseline, ratio, limit, verdict; the note is below it. */
export function formatLine(line: Line): string {
  const { claim, measured, unit, ratio, expected, note } = line
  const { verdict, ratio: found, reason } = judgeLine(line)
  const columns = formatColumns([
    claim,
    formatFigure(measured, unit),
    ratio ? formatFigure(ratio.baseline, unit) : '',
    found === undefined ? '' : `${formatRatio(found)} ×`,
    formatLimit(line),
    formatVerdict(verdict, reason),
  ])
  const notes = [
    ratio && `baseline: ${ratio.to}`,
    expected !== undefined && 'an exact count',
    note,
  ].filter(Boolean)
  return notes.length > 0 ? `${columns}\n      ${notes.join('; ')}` : columns
}

/** Writes the lines with their verdicts as JSON, and returns the path. */
export function writeResults(lines: readonly PartLine[], entries: number): string {
  const path = 'dist/bench/results.json'
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    // Above the number of cores, other programs were running, and only ratios mean anything.
    loadAverage: loadavg(),
  }
  const report = {
    at: new Date().toISOString(),
    machine,
    entries,
    lines: lines.map((line) => ({ ...line, judgment: judgeLine(line) })),
  }
  mkdirSync('dist/bench', { recursive: true })
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
  return path
}

function formatColumns([claim = '', measured, baseline, ratio, limit, verdict]: string[]): string {
  const columns = [
    claim.padEnd(80),
    measured?.padStart(20),
    baseline?.padStart(20),
    ratio?.padStart(8),
    limit?.padStart(9),
    verdict,
  ]
  return `  ${columns.join('  ')}`.trimEnd()
}

function formatLimit({ ratio, expected }: Line): string {
  if (ratio) return `${ratio.direction === 'at most' ? '≤' : '≥'} ${formatRatio(ratio.limit)} ×`
  return expected === undefined ? '' : `= ${formatNumber(expected)}`
}

function formatVerdict(verdict: string, reason: string | undefined): string {
  if (verdict === 'NONE') return ''
  return reason === undefined ? verdict : `not judged: ${reason}`
}

function formatFigure(value: number, unit: string): string {
  return Number.isFinite(value) ? `${formatNumber(value)} ${unit}`.trimEnd() : '–'
}

function formatRatio(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })
}
