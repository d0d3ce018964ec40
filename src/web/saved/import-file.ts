/** Imports a file of saved queries or of all that a browser keeps. An import succeeds completely or changes nothing. */
import { getPreferences, setPreferences } from '../preferences/preferences.ts'
import { chooseTheme } from '../preferences/theme.ts'
import { getViewPreferences, setViewPreferences } from '../preferences/view-preferences.ts'
import { addImported } from './add-imported.ts'
import { mergeSettings, type PortableSettings, toPortableSettings } from './portable-settings.ts'
import { maxFileBytes, parseSavedFile, tooLargeMessage } from './saved-file.ts'
import { changeSaved } from './saved-store.ts'

/** The result of an import in words; `undoSettings` restores the settings from before. */
export type ImportReport = {
  messages: readonly string[]
  isFailure: boolean
  undoSettings?: () => void
}

/** Imports a file that the user chose. */
export async function importFile(file: File): Promise<ImportReport> {
  if (file.size > maxFileBytes) return fail([tooLargeMessage(file.size)])
  let text: string
  try {
    text = await file.text()
  } catch {
    return fail(['The browser could not read the file.'])
  }
  const parsed = parseSavedFile(text)
  if ('problems' in parsed) return fail(parsed.problems)
  let report: readonly string[] = []
  const problem = changeSaved((saved) => {
    const result = addImported(saved, parsed.queries)
    report = result.report
    return result.queries
  })
  if (problem) return fail([problem])
  if (!parsed.settings) return { messages: report, isFailure: false }
  const before = toPortableSettings(getPreferences(), getViewPreferences())
  const merged = mergeSettings(before, parsed.settings)
  const isStored = applySettings(merged)
  const unstored = 'The browser did not store the settings: they hold until this page is closed.'
  return {
    messages: [...report, ...merged.report, ...(isStored ? [] : [unstored])],
    isFailure: false,
    undoSettings: () => void applySettings(before),
  }
}

const fail = (messages: readonly string[]): ImportReport => ({ messages, isFailure: true })

/** Applies settings to this page and stores them; returns whether the browser did. */
function applySettings({ preferences, view }: PortableSettings): boolean {
  const failures = [setPreferences(preferences), setViewPreferences(() => view)]
  chooseTheme(getPreferences().theme)
  return failures.every((failure) => failure === undefined)
}
