/** The size of a text in UTF-8, as people read it. */
export function toSizeText(text: string): string {
  const bytes = new TextEncoder().encode(text).length
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
