/** Makes the ZIPs of rules: own ones as they are, or all as plain Sigma, one rule for each log. */
import { downloadZip } from 'client-zip'
import type { Rule } from '../../detection/rule.ts'
import { toRuleArchive } from '../../detection/write/to-rule-archive.ts'
import { isPartOnly } from '../rules/list-active-rules.ts'
import type { OwnRule } from '../rules/own-rules.ts'
import { endTask } from '../rules/read-in-tasks.ts'

/** A file of a ZIP. */
type TextOfFile = { name: string; text: string }

/** The own rules, each in a file of its own that is named after its title. */
export function toOwnFiles(
  rules: readonly OwnRule[],
  byId: ReadonlyMap<string, Rule>,
): readonly TextOfFile[] {
  const files = new Map<string, string>()
  for (const { id, text } of rules) {
    files.set(toFreeName(toBaseName(byId.get(id)?.title ?? id), files), text)
  }
  return [...files].map(([name, text]) => ({ name, text }))
}

function toBaseName(title: string): string {
  const base = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return base.slice(0, 60) || 'rule'
}

function toFreeName(base: string, taken: ReadonlyMap<string, string>): string {
  let name = `${base}.yml`
  for (let number = 2; taken.has(name); number++) name = `${base}-${number}.yml`
  return name
}

/** All rules as plain Sigma, and a text that says what is not in the export. One rule is written in each task. */
export async function toSigmaFiles(
  byId: ReadonlyMap<string, Rule>,
  nextTask: () => Promise<void> = endTask,
): Promise<readonly TextOfFile[]> {
  const all = [...byId.values()]
  const files = new Map<string, string>()
  const notes: string[] = []
  for (const rule of all.filter(({ id }) => !isPartOnly(id, all))) {
    await nextTask()
    const archive = toRuleArchive([rule], (id) => byId.get(id))
    notes.push(...archive.notes)
    for (const { name, text } of archive.files) {
      // A rule that several correlations need is written for each of them.
      if (files.get(name) === text) continue
      files.set(toFreeName(name.replace(/\.yml$/, ''), files), text)
    }
  }
  const readme = ['What this export does not have:', '', ...new Set(notes)].join('\n')
  return [
    ...[...files].map(([name, text]) => ({ name, text })),
    ...(notes.length > 0 ? [{ name: 'NOT-EXPORTED.txt', text: `${readme}\n` }] : []),
  ]
}

/** Hands files to the browser as a ZIP to save. */
export async function downloadFiles(name: string, files: readonly TextOfFile[]): Promise<void> {
  const inputs = files.map((file) => ({ name: file.name, input: file.text }))
  const url = URL.createObjectURL(await downloadZip(inputs).blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
