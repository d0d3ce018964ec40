/** The menu that copies the entry in several formats, or prints it. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useState } from 'react'
import { toCurlCommand, toGumshoeCurlCommand } from '../../../query/request/curl-command.ts'
import { findEntryRequest } from '../../../query/request/entry-request.ts'
import { readRequired } from '../../../query/required/required-filter.ts'
import { Button } from '../../ui/button.tsx'
import { copyValue } from '../../ui/copy-value.ts'
import type { CopyForm } from '../../ui/text/copy-text.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { toJsonCopy, toMarkdown, toNdjsonLine } from './entry-copies.ts'

/** Renders the button with its menu. */
export function CopyMenu({
  entry,
  text,
  view,
  link,
}: {
  entry: unknown
  text: string
  view: EntryView
  link: () => string
}) {
  const [announcement, setAnnouncement] = useState('')
  const request = findEntryRequest(
    view.dataset.id,
    view.scope,
    view,
    readRequired(view.dataset, entry),
  )
  const formats: { name: string; getText: () => string; form?: CopyForm }[] = [
    { name: 'Link to this entry', getText: link },
    { name: 'JSON', getText: () => toJsonCopy(text), form: 'json' },
    { name: 'NDJSON line', getText: () => toNdjsonLine(text), form: 'json' },
    { name: 'Markdown, for a ticket', getText: () => toMarkdown(view, entry, text, link()) },
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
  const copy = (name: string, text: string, form: CopyForm | undefined) =>
    (form ? copyValue(text, form) : navigator.clipboard.writeText(text)).then(
      () => setAnnouncement(`${name}: copied`),
      () => setAnnouncement('The browser refused to copy'),
    )
  return (
    <>
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <Button variant="secondary" size="sm">
              Copy as
              <CaretDownIcon aria-hidden size={12} />
            </Button>
          }
        />
        <DropdownMenu.Content align="end">
          {formats.map(({ name, getText, form }) => (
            <DropdownMenu.Item key={name} onClick={() => copy(name, getText(), form)}>
              {name}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator />
          {/* A timeout, so that the menu closes first: printing blocks the page. */}
          <DropdownMenu.Item onClick={() => setTimeout(() => window.print())}>
            Print
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      <output className="sr-only">{announcement}</output>
    </>
  )
}
