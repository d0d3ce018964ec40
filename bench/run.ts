/**
 * `npm run bench`: measures the product beside its peers, prints a table, and writes `dist/bench/results.json`.
 * `npm run bench -- store find` runs the parts whose names begin so. `BENCH_ENTRIES` sets how many entries the
 * large log has. It exits with 1 if a line fails.
 */
import { cpus, loadavg } from 'node:os'
import { createTools } from './create-tools.ts'
import { judgeLine, type Verdict } from './judge-line.ts'
import { toReason } from './measure-baseline.ts'
import type { BenchTools, Line, Part } from './part.ts'
import { formatLine, type PartLine, tableHead, writeResults } from './report.ts'

/** The size that the limits were chosen for: with fewer entries, fixed costs weigh more. */
const fullEntries = 1_000_000

const modules = import.meta.glob<Record<string, unknown>>('./parts/*.ts', { eager: true })
const parts = Object.values(modules).flatMap((each) => Object.values(each).filter(isPart))
const names = process.argv.slice(2)
const chosen = parts.filter(
  ({ name }) => names.length === 0 || names.some((each) => name.startsWith(each)),
)
const write = (line: string) => process.stdout.write(`${line}\n`)

if (chosen.length === 0) {
  const known = parts.map(({ name }) => name).join(', ')
  write(`No part is called ${names.join(' or ')}; there are ${known}.`)
  process.exit(1)
}

const { tools, close } = createTools((what) => process.stderr.write(`… ${what}\n`))
const results: PartLine[] = []
write(tableHead)
for (const part of chosen) {
  write(`\n${part.name}`)
  for (const line of await runPart(part, tools)) {
    results.push({ ...line, part: part.name })
    write(formatLine(line))
  }
}
await close()
writeSummary()
process.exit(select('FAIL').length > 0 ? 1 : 0)

/** A part that throws is a line that fails, so that the other parts run. */
async function runPart({ name, run }: Part, given: BenchTools): Promise<readonly Line[]> {
  try {
    return await run(given)
  } catch (error) {
    const claim = `errors in ${name}, which could not be measured`
    return [{ claim, measured: 1, expected: 0, unit: '', note: toReason(error) }]
  }
}

function writeSummary(): void {
  const [load = 0] = loadavg()
  const cores = cpus().length
  if (load > cores) {
    write(`\nThe machine was busy (load ${load.toFixed(1)}, ${cores} cores).`)
  }
  if (tools.entries < fullEntries) {
    const [few, full] = [tools.entries, fullEntries].map((count) => count.toLocaleString('en'))
    write(
      `\nThe limits were chosen for ${full} entries; here are ${few}, and fixed costs weigh more.`,
    )
  }
  const count = (verdict: Verdict) => select(verdict).length
  write(
    `\n${results.length} lines: ${count('PASS')} pass, ${count('FAIL')} fail, ` +
      `${count('NOT JUDGED')} not judged, ${count('NONE')} without a limit.`,
  )
  for (const { part, claim } of select('FAIL')) write(`  FAIL ${part}: ${claim}`)
  for (const { part, claim } of select('NOT JUDGED')) write(`  not judged ${part}: ${claim}`)
  write(`Written to ${writeResults(results, tools.entries)}`)
}

function select(verdict: Verdict): PartLine[] {
  return results.filter((line) => judgeLine(line).verdict === verdict)
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'name' in value && 'run' in value
}
