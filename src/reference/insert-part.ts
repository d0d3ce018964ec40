/** Inserts what is generated into a document that is otherwise written by hand. */

/** Puts a part between the two comments of its name; throws when they are not in the document. */
export function insertPart(
  document: { name: string; text: string },
  partName: string,
  part: string,
): string {
  const { name, text } = document
  const start = `<!-- generated: ${partName} -->`
  const end = '<!-- /generated -->'
  const from = text.indexOf(start)
  const to = text.indexOf(end, from)
  if (from === -1 || to === -1) {
    throw new Error(
      `${name} needs the lines ${start} and ${end}; what is generated goes between them.`,
    )
  }
  return `${text.slice(0, from + start.length)}\n\n${part}\n\n${text.slice(to)}`
}
