/**
 * `npm run attack`: attacks a proxy that it starts itself, on this machine only, and prints figures and findings. It
 * exits with 1 if there is a finding. `npm run attack -- requests sockets` runs the parts with these names;
 * `--seconds=60` is the time for all parts together, and `--seed=1` makes the same choices again.
 */
import type { AttackPart, Report } from './attack-part.ts'
import { createRandom } from './random.ts'

const modules = import.meta.glob<Record<string, unknown>>('./parts/*.ts', { eager: true })
const parts = Object.values(modules).flatMap((each) => Object.values(each).filter(isPart))
const write = (line: string) => process.stdout.write(`${line}\n`)

const { names, seconds, seed } = parseArguments(process.argv.slice(2))
const chosen = parts.filter(({ name, share }) =>
  names.length > 0 ? names.includes(name) : share > 0,
)
/** A part that runs only when it is named takes as much time as all others together. */
const weightOf = ({ share }: AttackPart) => share || 1
const weights = chosen.reduce((sum, part) => sum + weightOf(part), 0)

write(`Attack with seed ${seed}, ${seconds} s. Repeat it with --seed=${seed}.`)
let findings = 0
for (const part of chosen) {
  const report = await runPart(part, (seconds * 1_000 * weightOf(part)) / weights)
  findings += report.findings.length
  write(`\n${part.name}`)
  for (const [name, value] of Object.entries(report.figures)) write(`  ${name}: ${value}`)
  for (const finding of report.findings) write(`  FINDING ${finding}`)
}
write(`\n${chosen.length} parts, ${findings} findings.`)
process.exit(findings > 0 ? 1 : 0)

/** A part that throws is a finding, so that the other parts run. */
async function runPart({ name, run }: AttackPart, durationMs: number): Promise<Report> {
  try {
    return await run({ random: createRandom(seed), durationMs })
  } catch (error) {
    return { figures: {}, findings: [`The part ${name} failed: ${error}`] }
  }
}

function parseArguments(args: readonly string[]) {
  const read = (name: string, otherwise: number) => {
    const text = args.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3)
    if (text === undefined) return otherwise
    if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
    return fail(`--${name} has to be a whole number above 0, such as --${name}=${otherwise}.`)
  }
  const names = args.filter((each) => !each.startsWith('--'))
  const unknown = [
    ...names.filter((name) => !parts.some((part) => part.name === name)),
    ...args.filter((each) => each.startsWith('--') && !/^--(seconds|seed)=/.test(each)),
  ]
  if (unknown.length > 0) {
    fail(
      `${unknown.join(', ')} is unknown. The parts are ${parts.map(({ name }) => name).join(', ')}; the options --seconds=60 and --seed=1.`,
    )
  }
  return {
    names,
    seconds: read('seconds', 60),
    seed: read('seed', Math.floor(Math.random() * 1e9) + 1),
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}

function isPart(value: unknown): value is AttackPart {
  return typeof value === 'object' && value !== null && 'share' in value && 'run' in value
}
