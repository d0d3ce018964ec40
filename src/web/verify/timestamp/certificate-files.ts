/** Which files may have certificates of authorities, by their names; the content of a file decides. */

const extensions: readonly string[] = ['.pem', '.crt', '.cer', '.der']

/** The names, as the `accept` of a field has them. */
export const certificateNames = extensions.join(',')

/** Whether a file is called like one with certificates. */
export function isCertificateName(name: string): boolean {
  return extensions.some((extension) => name.toLowerCase().endsWith(extension))
}
