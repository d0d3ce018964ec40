/** `gumshoe witness-key`: makes a key with which the proxy signs what the API answered. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Writes the private key into a new file that only its owner can read, and prints the public one.
 *
 * @param {string} name the name of the file
 * @returns {0 | 1} the exit code: 1 when the file exists or cannot be written
 */
export function createWitnessKey(name = 'witness-key.pem') {
  const path = resolve(name)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  try {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(path, pem, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    console.error(toProblem(path, error instanceof Error && 'code' in error ? error.code : error))
    return 1
  }
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const fingerprint = createHash('sha256').update(spki).digest('hex')
  console.log(`The private key is in ${path}, readable by you alone. Start Gumshoe with:
  WITNESS_KEY_FILE=${path}
Fingerprint: sha256:${fingerprint}
The public key, for those who verify receipts; give it to them by another way than the receipts:
${publicKey.export({ type: 'spki', format: 'pem' })}`)
  return 0
}

/**
 * @param {string} path
 * @param {unknown} code of the system's error
 * @returns {string} what is wrong, and what to do
 */
function toProblem(path, code) {
  if (code === 'EEXIST')
    return `${path} exists and was not changed: receipts may be signed with the key in it. Name another file, or move this one away.`
  if (code === 'ENOENT')
    return `${path} was not written: its folder does not exist. Create it first.`
  return `${path} was not written (${code}). Name a file in a folder that you can write to.`
}
