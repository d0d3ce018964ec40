/** The answer: one sentence at the top, who signed, then all that was checked, and what the receipt says. */
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { WarningCircleIcon } from '@phosphor-icons/react/dist/csr/WarningCircle'
import { XCircleIcon } from '@phosphor-icons/react/dist/csr/XCircle'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { type Answer, withTrustedKey } from '../../evidence/check/answer.ts'
import type { Check, CheckResult } from '../../evidence/verify/check.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { Button } from '../ui/button.tsx'
import { toCounted } from '../ui/text/count-text.ts'
import { formatSize } from '../ui/text/format-size.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { CheckSection } from './check-section.tsx'
import { SignerSection } from './signer/signer-section.tsx'
import { StatementList } from './statement-list.tsx'
import { isCertificateName } from './timestamp/certificate-files.ts'
import { TimestampSection } from './timestamp/timestamp-section.tsx'
import { useAuthorities } from './timestamp/use-authorities.ts'

const looks = {
  holds: { Icon: CheckCircleIcon, box: 'bg-kumo-success-tint', color: 'text-kumo-success' },
  unknown: { Icon: WarningCircleIcon, box: 'bg-kumo-warning-tint', color: 'text-kumo-warning' },
  fails: { Icon: XCircleIcon, box: 'bg-kumo-danger-tint', color: 'text-kumo-danger' },
} as const

const kindWords = {
  export: 'Export',
  receipt: 'Receipt without its files',
  'entry-proof': 'One entry with its proof',
  'audit-log': 'Audit log of the proxy',
} as const

/** Draws the answer. The focus moves to its sentence, so that a screen reader says it. */
export function AnswerView({ answer, onStartOver }: { answer: Answer; onStartOver: () => void }) {
  const { keys = [] } = usePreferences()
  /** The fingerprint of the key that the reader got by another way. */
  const [given, setGiven] = useState<string>()
  const authorities = useAuthorities(answer)
  const [signer] = answer.signers.length === 1 ? answer.signers : []
  const known = keys.find(({ fingerprint }) => fingerprint === signer?.fingerprint)
  const shown = withTrustedKey(authorities.answer, given ?? known?.fingerprint)
  const listOf = (result: CheckResult) => shown.checks.filter((check) => check.result === result)
  const isSigner = ({ topic }: Check) => topic === 'signer'
  const compared = shown.checks.find((check) => isSigner(check) && check.result !== 'unknown')

  /** Certificates belong to this answer; all other files are evidence to be checked, which the page takes. */
  function drop(event: DragEvent) {
    const files = [...event.dataTransfer.files]
    const areCertificates = files.length > 0 && files.every(({ name }) => isCertificateName(name))
    if (!answer.timestamp || !areCertificates) return
    event.preventDefault()
    void authorities.drop(event.dataTransfer)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are also chosen by a button.
    <div className="space-y-6" onDrop={drop}>
      <Banner answer={shown} onStartOver={onStartOver} />
      {/* Without that of the key, which is below the field: the field must not move while it is typed into. */}
      <CheckSection result="fails" checks={listOf('fails').filter((check) => !isSigner(check))} />
      <SignerSection
        signers={answer.signers}
        keyCheck={given === undefined ? undefined : compared}
        onKey={setGiven}
      />
      {answer.timestamp && (
        <TimestampSection
          check={shown.checks.find(({ topic }) => topic === 'timestamp')}
          names={authorities.names}
          problem={authorities.problem}
          onFiles={authorities.give}
          onRemove={authorities.remove}
        />
      )}
      <CheckSection result="unknown" checks={listOf('unknown')} />
      <CheckSection result="holds" checks={listOf('holds')} />
      {answer.says.length > 0 && (
        <section aria-labelledby="receipt-says" className="space-y-2">
          <h2 id="receipt-says" className="font-semibold text-lg">
            {answer.kind === 'entry-proof' ? 'The proof says' : 'The receipt says'}
          </h2>
          <p className="text-kumo-strong">
            The browser that{' '}
            {answer.kind === 'entry-proof' ? 'saved the entry' : 'exported the data'} wrote this.
            Only what is listed under “Holds” was checked.
          </p>
          <StatementList statements={answer.says} />
        </section>
      )}
    </div>
  )
}

/** The checks below have the whole digests. */
function shortenDigests(words: string): string {
  return words.replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, '$1…')
}

function Banner({
  answer: { kind, name, bytes, files, result, words },
  onStartOver,
}: {
  answer: Answer
  onStartOver: () => void
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { Icon, box, color } = looks[result]
  return (
    <section aria-label="Answer" className={`flex gap-3 rounded-lg px-4 py-4 ${box}`}>
      <Icon aria-hidden size={28} weight="fill" className={`shrink-0 ${color}`} />
      <div className="min-w-0 flex-1 space-y-1">
        <h2
          ref={heading}
          tabIndex={-1}
          aria-live="polite"
          className="font-semibold text-lg leading-7 outline-none [overflow-wrap:anywhere]"
        >
          <VisibleText text={shortenDigests(words)} />
        </h2>
        <p className="text-kumo-strong [overflow-wrap:anywhere]">
          <VisibleText text={name} /> · {kindWords[kind]} · {toCounted(files, 'file')},{' '}
          {formatSize(bytes)}
        </p>
        <div className="flex gap-2 pt-2 print:hidden">
          <Button size="sm" variant="secondary" onClick={() => window.print()}>
            Print
          </Button>
          <Button size="sm" variant="secondary" onClick={onStartOver}>
            Check another file
          </Button>
        </div>
      </div>
    </section>
  )
}
