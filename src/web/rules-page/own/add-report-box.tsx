/** Says what came of adding rules: each problem with its line, and a question about rules that are here already. */
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { ImportProblem } from '../import/import-rules.ts'
import type { AddReport } from './use-add-rules.ts'

/** Maximum number of titles that are listed. */
const maxTitles = 10

export function AddReportBox({
  report: { words, problems, hasGoodRules, fileProblems, failure, replacing },
  onReplace,
  onGoTo,
}: {
  report: AddReport
  onReplace: (isWanted: boolean) => void
  /** Goes to a line of the pasted text; absent when the rules came from files. */
  onGoTo: ((problem: ImportProblem) => void) | undefined
}) {
  const isProblem = problems.length + fileProblems.length > 0 || failure !== undefined
  return (
    <div className="w-full space-y-2 rounded-lg bg-kumo-tint px-3 py-2">
      <div role={isProblem ? 'alert' : 'status'} className="space-y-1">
        <p className="font-medium empty:hidden">{words}</p>
        {failure && <p className="text-kumo-danger">{failure}</p>}
        {problems.length > 0 && (
          <p>{`${toCounted(problems.length, 'problem')}${hasGoodRules && failure === undefined ? '; the other rules are taken' : ''}:`}</p>
        )}
      </div>
      {replacing && (
        <div className="space-y-1">
          <p>
            {replacing.rules.length === 1
              ? 'An own rule has the same id and another text. Replace it?'
              : `${replacing.rules.length} own rules have the same ids and other texts. Replace them?`}
          </p>
          <ul className="list-disc pl-4">
            {replacing.titles.slice(0, maxTitles).map((title) => (
              <li key={title}>
                <VisibleText text={title} />
              </li>
            ))}
            {replacing.titles.length > maxTitles && (
              <li>{`and ${toCounted(replacing.titles.length - maxTitles, 'other rule')}`}</li>
            )}
          </ul>
          <div className="flex gap-2">
            <Button size="sm" variant="primary" onClick={() => onReplace(true)}>
              Replace
            </Button>
            <Button size="sm" variant="secondary" onClick={() => onReplace(false)}>
              Keep what is here
            </Button>
          </div>
        </div>
      )}
      {(problems.length > 0 || fileProblems.length > 0) && (
        <ul aria-label="Problems" className="max-h-80 space-y-1.5 overflow-auto">
          {fileProblems.map((problem) => (
            <li key={problem} className="break-words">
              <VisibleText text={problem} />
            </li>
          ))}
          {problems.map((problem) => (
            <ProblemItem
              key={`${problem.file} ${problem.line} ${problem.column} ${problem.message}`}
              problem={problem}
              onGoTo={onGoTo}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

function ProblemItem({
  problem,
  onGoTo,
}: {
  problem: ImportProblem
  onGoTo: ((problem: ImportProblem) => void) | undefined
}) {
  const { file, line, column, message, lineText } = problem
  const position = `line ${line}, column ${column}`
  return (
    <li className="break-words">
      {onGoTo ? (
        <button
          type="button"
          className="cursor-pointer text-kumo-link underline"
          onClick={() => onGoTo(problem)}
        >
          {`L${position.slice(1)}`}
        </button>
      ) : (
        <span className="font-medium">
          <VisibleText text={`${file}, ${position}`} />
        </span>
      )}
      {': '}
      <VisibleText text={message} />
      {lineText.trim() !== '' && (
        <code className="block overflow-x-auto whitespace-pre font-mono text-[12px] text-kumo-strong">
          <VisibleText text={`${line} │ ${lineText}`} />
        </code>
      )}
    </li>
  )
}
