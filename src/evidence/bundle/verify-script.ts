/**
 * The script that checks an unpacked export with `sha256sum` and `openssl`. It is the same text in every export of a
 * version, so that a reader can compare it with the published one. It relies on the canonical form of `receipt.json`
 * (RFC 8785): members are sorted and no space is between tokens, so fixed texts find them.
 */
import script from './verify.sh?raw'

/** The name of the script in the ZIP. */
export const verifyScriptName = 'verify.sh'

/** The script, for any POSIX shell. Its exit status is 0 when all that it checks holds, and 1 or 2 otherwise. */
export const verifyScript: string = script
