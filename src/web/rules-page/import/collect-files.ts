/** Reads the texts of files that the user chose or dropped: YAML files, and those in ZIPs. Sizes are limited. */
import type { RuleText } from '../../rules/read-in-tasks.ts'
import type { ChosenFile } from '../../ui/files/dropped-files.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import { toFileLimitWords, toTotalLimitWords } from './limit-words.ts'

/** Texts, and why other files were not read, each in a sentence. */
export type CollectedFiles = { files: readonly RuleText[]; problems: readonly string[] }

/** Maximum number of files, and sizes in bytes: of one text, of one ZIP, and of all texts together. */
export const importSizes = {
  files: 1_000,
  textBytes: 1_000_000,
  zipBytes: 5_000_000,
  totalBytes: 5_000_000,
} as const

const isYaml = (path: string) => /\.ya?ml$/i.test(path)
const isZip = (path: string) => /\.zip$/i.test(path)
/** What systems add to ZIPs and folders. */
const isHidden = (path: string) => path.split('/').some((part) => /^(\.|__MACOSX$)/.test(part))

/** Reads the files. Files of other kinds are named when they were chosen alone, and counted in a folder. */
export async function collectFiles(chosen: readonly ChosenFile[]): Promise<CollectedFiles> {
  const files: RuleText[] = []
  const problems: string[] = []
  let left: number = importSizes.totalBytes
  const others: string[] = []

  function addText(path: string, bytes: Uint8Array): void {
    left -= bytes.length
    const text = decode(bytes)
    if (text === undefined) problems.push(`${clipPath(path)} is no text in UTF-8. Save it as YAML.`)
    else files.push({ name: clipPath(path), text })
  }

  async function addZip(path: string, file: Blob): Promise<void> {
    const { readRuleZip } = await import('./read-rule-zip.ts')
    const reading = await readRuleZip(file, clipPath(path), {
      isWanted: (name) => isYaml(name) && !isHidden(name),
      maxFiles: importSizes.files,
      maxFileBytes: importSizes.textBytes,
      maxTotalBytes: importSizes.totalBytes,
      leftBytes: left,
    })
    for (const { name, bytes } of reading.files) addText(name, bytes)
    problems.push(...reading.problems)
    if (reading.files.length === 0 && reading.problems.length === 0) {
      problems.push(`${clipPath(path)} has no file that ends in .yml or .yaml.`)
    }
  }

  async function add({ path, file }: ChosenFile): Promise<void> {
    if (isHidden(path)) return
    if (!isYaml(path) && !isZip(path)) return void others.push(path)
    const problem = findLimitProblem(path, file.size, left)
    if (problem !== undefined) return void problems.push(problem)
    if (isZip(path)) await addZip(path, file)
    else addText(path, new Uint8Array(await file.arrayBuffer()))
  }

  if (chosen.length > importSizes.files) {
    return {
      files,
      problems: [
        `These are ${chosen.length} files; at most ${importSizes.files} are read at once. Choose a smaller folder.`,
      ],
    }
  }
  for (const each of chosen) {
    try {
      await add(each)
    } catch {
      problems.push(`The browser could not read ${clipPath(each.path)}.`)
    }
  }
  return { files, problems: [...problems, ...toOthersWords(others, files.length > 0)] }
}

/** Why a file is too large; what a ZIP contains is counted when it is unpacked. */
function findLimitProblem(path: string, size: number, left: number): string | undefined {
  const name = clipPath(path)
  const { zipBytes, textBytes, totalBytes } = importSizes
  if (isZip(path)) return size > zipBytes ? toFileLimitWords(name, zipBytes, 'a ZIP') : undefined
  if (size > textBytes) return toFileLimitWords(name, textBytes)
  return size > left ? toTotalLimitWords(name, totalBytes) : undefined
}

function toOthersWords(others: readonly string[], hasRules: boolean): readonly string[] {
  const [first] = others
  if (first === undefined) return []
  const rest = others.length > 1 ? ` and ${toCounted(others.length - 1, 'other file')}` : ''
  const verb = others.length > 1 ? 'were' : 'was'
  const ending = hasRules ? '' : ' Choose files that end in .yml, .yaml or .zip.'
  return [`${clipPath(first)}${rest} ${verb} passed over.${ending}`]
}

/** The text; `undefined` for bytes that are none. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** A path as a label. */
function clipPath(path: string): string {
  return path.length > 200 ? `…${path.slice(-199)}` : path
}
