/**
 * `npm run bench`: measures the product beside its peers, prints a table, and writes `dist/bench/results.json`.
 * `npm run bench -- store find` runs the parts whose names begin so. `BENCH_ENTRIES` sets how many entries the
 * large log has.
 */
import { cpus, loadavg } from 'node:os'
import { createTools } from './create-tools.ts'
import type { Line, Part } from './part.ts'
import { formatLine, toVerdict, writeResults } from './report.ts'

const modules = import.meta.glob<Record<string, unknown>>('./parts/*.ts', { eager: true })
const parts = Object.values(modules).flatMap((each) => Object.values(each).filter(isPart))
const asked = process.argv.slice(2)
const chosen = parts.filter(
  ({ name }) => asked.length === 0 || asked.some((each) => name.startsWith(each)),
)
const write = (line: string) => process.stdout.write(`${line}\n`)

if (chosen.length === 0) {
  write(
    `No part is called ${asked.join(' or ')}; there are ${parts.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(1)
}

const { tools, close } = createTools((what) => process.stderr.write(`… ${what}\n`))
const results: (Line & { part: string })[] = []
for (const { name, run } of chosen) {
  write(`\n${name}`)
  try {
    for (const line of await run(tools)) {
      results.push({ ...line, part: name })
      write(formatLine(line))
    }
  } catch (error) {
    const note = error instanceof Error ? error.message.split('\n')[0] : String(error)
    const line: Line = {
      claim: `${name} could not be measured`,
      measured: Number.NaN,
      unit: '',
      note,
    }
    results.push({ ...line, part: name })
    write(formatLine(line))
  }
}
await close()
const [load = 0] = loadavg()
if (load > cpus().length) {
  write(
    `\nThe machine was busy (load ${load.toFixed(1)}, ${cpus().length} cores): only ratios mean anything.`,
  )
}
const short = results.filter((line) => toVerdict(line) === 'SHORT')
write(`\n${results.length} lines, ${short.length} short${short.length > 0 ? ':' : '.'}`)
for (const { part, claim } of short) write(`  ${part}: ${claim}`)
write(`Written to ${writeResults(results, tools.entries)}`)
process.exit(0)

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'name' in value && 'run' in value
}
