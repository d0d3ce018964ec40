/** The own rules of this browser: adding them from files, folders and pasted YAML, and exporting them. */
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { changeOwnRules, useOwnRules } from '../../rules/own-rules.ts'
import { toOwnFile, useRules } from '../../rules/rule-library.ts'
import { Button } from '../../ui/button.tsx'
import { listDroppedFiles } from '../../ui/files/dropped-files.ts'
import { FileChoice } from '../../ui/files/file-choice.tsx'
import { Link } from '../../ui/links/link.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { downloadFiles, toOwnFiles, toSigmaFiles } from '../export-rules.ts'
import { importSizes } from '../import/collect-files.ts'
import type { ImportProblem } from '../import/import-rules.ts'
import { AddReportBox } from './add-report-box.tsx'
import { useAddRules } from './use-add-rules.ts'

/** A whole rule for the empty field. */
const exampleText = `title: Access application deleted by hand
id: a new UUID
logsource:
    product: cloudflare
    service: audit
detection:
    selection:
        raw.method: DELETE
        raw.uri|contains: /access/apps/
        actor.context: dash
    condition: selection
level: medium`

/** Draws the section; `draft` is the pasted text, which the list of rules sets as well. */
export function OwnRulesSection({
  draft,
  isPasting,
  onDraft,
  onPasting,
}: {
  draft: string
  isPasting: boolean
  onDraft: (text: string) => void
  onPasting: (isPasting: boolean) => void
}) {
  const { rules, unreadable } = useOwnRules()
  const set = useRules()
  const { report, isReading, addText, addFiles, replace } = useAddRules()
  const [isDragged, setDragged] = useState(false)
  /** The text whose problems are listed, as it was when it was added. */
  const [checked, setChecked] = useState<string>()
  const [exportFailure, setExportFailure] = useState<string>()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isPasting) field.current?.focus()
  }, [isPasting])

  async function addDraft() {
    setChecked(draft)
    if (await addText(draft)) onDraft('')
  }

  function goTo({ line }: ImportProblem) {
    onPasting(true)
    const lines = draft.split('\n')
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
    field.current?.focus()
    field.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  }

  function drop(event: DragEvent) {
    // A text goes into the field in which it was dropped.
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDragged(false)
    setChecked(undefined)
    void listDroppedFiles(event.dataTransfer, importSizes.files).then(addFiles, () => addFiles([]))
  }

  async function save(name: string, toFiles: () => ReturnType<typeof toSigmaFiles>) {
    setExportFailure(undefined)
    try {
      await downloadFiles(name, await toFiles())
    } catch {
      setExportFailure('The ZIP could not be written.')
    }
  }

  return (
    <section
      aria-labelledby="own-rules"
      className={`space-y-3 rounded-lg ${isDragged ? 'outline-2 outline-kumo-brand outline-dashed outline-offset-4' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDragged(true)
      }}
      onDragLeave={() => setDragged(false)}
      onDrop={drop}
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="own-rules" className="mr-auto font-semibold text-lg">
          Own rules
        </h2>
        <FileChoice
          accept=".yml,.yaml,.zip"
          noun="rules"
          onFiles={(files) => {
            setChecked(undefined)
            void addFiles(files)
          }}
        />
        <Button
          size="sm"
          variant="secondary"
          aria-expanded={isPasting}
          onClick={() => onPasting(!isPasting)}
        >
          Paste YAML
        </Button>
        <Button
          size="sm"
          variant="secondary"
          disabled={rules.length === 0}
          onClick={() =>
            void save('gumshoe-own-rules.zip', async () => toOwnFiles(rules, set.byId))
          }
        >
          Export own rules
        </Button>
        <Button
          size="sm"
          variant="secondary"
          disabled={set.status !== 'read'}
          onClick={() => void save('gumshoe-rules-sigma.zip', () => toSigmaFiles(set.byId))}
        >
          Export all as plain Sigma
        </Button>
      </div>
      <p className="max-w-2xl text-kumo-strong">
        Add files that end in .yml or .yaml, ZIPs of them, or folders: choose them, or drop them
        here. Own rules stay in this browser, and a link names them only by id: a colleague needs
        the file as well.
      </p>
      {isPasting && (
        <form
          className="space-y-2"
          onSubmit={(event) => {
            event.preventDefault()
            void addDraft()
          }}
        >
          <textarea
            ref={field}
            aria-label="Rules as YAML"
            spellCheck={false}
            autoCapitalize="off"
            value={draft}
            rows={14}
            placeholder={exampleText}
            onChange={({ target }) => onDraft(target.value)}
            className="w-full resize-y whitespace-pre rounded-md bg-kumo-control p-2 font-mono text-[12px] text-kumo-default leading-4.5 ring ring-kumo-line placeholder:text-kumo-subtle focus-visible:ring-2 focus-visible:ring-kumo-brand"
          />
          <Button
            type="submit"
            size="sm"
            variant="primary"
            disabled={draft.trim() === '' || isReading}
          >
            Add
          </Button>
        </form>
      )}
      <p role="status" className="empty:hidden">
        {isReading && 'Reading the rules…'}
      </p>
      {exportFailure && (
        <p role="alert" className="text-kumo-danger">
          {exportFailure}
        </p>
      )}
      {report && !isReading && (
        <AddReportBox
          report={report}
          onReplace={replace}
          onGoTo={checked !== undefined && checked === draft ? goTo : undefined}
        />
      )}
      {unreadable > 0 && (
        <p className="text-kumo-strong">
          {toCounted(unreadable, 'stored rule')} could not be read and{' '}
          {unreadable === 1 ? 'is' : 'are'} not in use. The original text is kept under{' '}
          <Link to="/saved#browser" className="text-kumo-link underline">
            “This browser”
          </Link>
          .
        </p>
      )}
      <UnusableRules
        onEdit={(text) => {
          onDraft(text)
          onPasting(true)
        }}
      />
    </section>
  )
}

/** Own rules that this version cannot use, or whose correlated rules are gone. */
function UnusableRules({ onEdit }: { onEdit: (text: string) => void }) {
  const { rules } = useOwnRules()
  const { status, problems } = useRules()
  const [failure, setFailure] = useState<string>()
  const unusable = rules.flatMap((rule) => {
    const problem = problems.find(({ file }) => file === toOwnFile(rule.id))
    return problem ? [{ rule, problem }] : []
  })
  if (status !== 'read' || unusable.length === 0) return null
  return (
    <section aria-label="Rules that cannot be used" className="rounded-lg bg-kumo-warning/10 p-3">
      <p className="font-medium">These own rules cannot be used:</p>
      {failure && <p role="alert">{failure}</p>}
      <ul className="space-y-1">
        {unusable.map(({ rule, problem }) => (
          <li key={rule.id} className="flex flex-wrap items-center gap-2">
            <span className="mr-auto min-w-0 break-words">
              <VisibleText
                text={`${rule.file} (${rule.id}), line ${problem.line}: ${problem.message}`}
              />
            </span>
            <Button
              size="sm"
              variant="secondary"
              aria-label={`Edit ${rule.id}`}
              onClick={() => onEdit(rule.text)}
            >
              Edit
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Delete ${rule.id}`}
              onClick={() =>
                setFailure(changeOwnRules((all) => all.filter(({ id }) => id !== rule.id)))
              }
            >
              Delete
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
