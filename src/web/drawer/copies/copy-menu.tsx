/** The menu that copies the entry in several formats, saves it with its proof, or prints it. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { toCurlCommand, toGumshoeCurlCommand } from '../../../query/request/curl-command.ts'
import { findEntryRequest } from '../../../query/request/entry-request.ts'
import { readRequired } from '../../../query/required/required-filter.ts'
import { Button } from '../../ui/button.tsx'
import { reportCopy } from '../../ui/copy-report.ts'
import { copyValue } from '../../ui/copy-value.ts'
import type { CopyForm } from '../../ui/text/copy-text.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { toJsonCopy, toMarkdown, toNdjsonLine } from './entry-copies.ts'
import { useReadChange } from './use-read-change.ts'

/** Renders the button with its menu. */
export function CopyMenu({
  entry,
  text,
  view,
  link,
  verdict,
  saveProof,
}: {
  entry: unknown
  text: string
  view: EntryView
  link: () => string
  /** How much of the list behind the entry was loaded. */
  verdict: () => string
  saveProof: (() => Promise<void>) | undefined
}) {
  const readChange = useReadChange({ entry, text }, view)
  const request = findEntryRequest(
    view.dataset.id,
    view.scope,
    view,
    readRequired(view.dataset, entry),
  )
  const formats: { name: string; getText: () => string | Promise<string>; form?: CopyForm }[] = [
    { name: 'Link to this entry', getText: link },
    { name: 'JSON', getText: () => toJsonCopy(text), form: 'json' },
    { name: 'NDJSON line', getText: () => toNdjsonLine(text), form: 'json' },
    {
      name: 'Markdown, for a ticket',
      getText: async () => {
        const facts = { link: link(), verdict: verdict(), change: await readChange() }
        return toMarkdown(view, entry, text, facts)
      },
    },
    ...(request
      ? [
          { name: 'curl that finds it, asking Cloudflare', getText: () => toCurlCommand(request) },
          {
            name: 'curl that finds it, asking this Gumshoe',
            getText: () => toGumshoeCurlCommand(request, window.location.origin),
          },
        ]
      : []),
  ]
  const copy = ({ name, getText, form }: (typeof formats)[number]) =>
    reportCopy(
      name,
      Promise.resolve(getText()).then((copied) =>
        form ? copyValue(copied, form) : navigator.clipboard.writeText(copied),
      ),
    )
  return (
    // Earlier versions are requested before they are copied: a browser allows a copy only soon after a click.
    <DropdownMenu onOpenChange={(isOpen) => isOpen && void readChange()}>
      <DropdownMenu.Trigger
        render={
          <Button variant="secondary" size="sm">
            Copy as
            <CaretDownIcon aria-hidden size={12} />
          </Button>
        }
      />
      <DropdownMenu.Content align="end">
        {formats.map((format) => (
          <DropdownMenu.Item key={format.name} onClick={() => copy(format)}>
            {format.name}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator />
        {saveProof && (
          <DropdownMenu.Item onClick={() => void saveProof()}>
            Save entry with proof
          </DropdownMenu.Item>
        )}
        {/* A timeout, so that the menu closes first: printing blocks the page. */}
        <DropdownMenu.Item onClick={() => setTimeout(() => window.print())}>
          Print
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
