/**
 * Writes entries as lines of JSON, byte for byte as they were sent. Only line breaks between the tokens of an entry
 * are removed, because an entry has to be one line; JSON does not allow them inside strings.
 */
import type { EntryTexts } from '../../store/entry-store.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { EntryFacts, EntryWriter } from './entry-writer.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
/** Added to a new buffer, so that a slightly longer next chunk fits into it, too. */
const extraBytes = 64 * 1024

/** Creates an NDJSON writer. */
export function createNdjsonWriter(): EntryWriter {
  let joinedEntries = 0
  let removedBytes = 0

  function write(
    { bytes, lengths }: EntryTexts,
    _facts?: EntryFacts,
    buffer?: ArrayBuffer,
  ): Uint8Array<ArrayBuffer> {
    const size = bytes.length + lengths.length
    const isEnough = buffer !== undefined && buffer.byteLength >= size
    const written = new Uint8Array(isEnough ? buffer : new ArrayBuffer(size + extraBytes), 0, size)
    const isPlain = !hasLineBreak(bytes)
    let from = 0
    let to = 0
    for (const length of lengths) {
      const entry = bytes.subarray(from, from + length)
      from += length
      const line = isPlain ? entry : joinLines(entry)
      if (line.length < length) {
        joinedEntries++
        removedBytes += length - line.length
      }
      written.set(line, to)
      to += line.length
      written[to++] = lineFeed
    }
    return written.subarray(0, to)
  }

  return {
    head: () => new Uint8Array(0),
    write,
    notes: () => ({
      format: 'NDJSON, UTF-8; one entry a line, the lines end in LF',
      entries:
        'each line is the entry as the API sent it, byte for byte; nothing is masked, parsed or printed anew',
      lineBreaks:
        joinedEntries === 0
          ? 'no entry held a line break'
          : 'line breaks between the tokens of an entry were left out, as JSON allows; every other byte is as it was sent',
      entriesWithLineBreaks: joinedEntries,
      bytesLeftOut: removedBytes,
    }),
    words: () =>
      joinedEntries === 0
        ? []
        : [
            `${toCounted(joinedEntries, 'entry', 'entries')} came in several lines: the line breaks between tokens were left out, every other byte is as it was sent.`,
          ],
  }
}

/** Whether bytes have a line feed or a carriage return. */
export function hasLineBreak(bytes: Uint8Array): boolean {
  return bytes.includes(lineFeed) || bytes.includes(carriageReturn)
}

/** An entry without its line breaks; itself where it has none. */
export function joinLines(entry: Uint8Array): Uint8Array {
  if (!hasLineBreak(entry)) return entry
  return entry.filter((byte) => byte !== lineFeed && byte !== carriageReturn)
}
