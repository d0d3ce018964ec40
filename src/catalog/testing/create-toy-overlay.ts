/**
 * Copies the sources, so that a test can add a kind of scope and a dataset as a developer would. The test shows
 * that no other file has to change, and that the compiler reports every missing edit.
 */
import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A copy of the sources. */
export type ToyOverlay = {
  /** Imports a module of the copy by its path below `src`. */
  load: <Module>(path: string) => Promise<Module>
  /** Inserts `text` into a file before `anchor`; throws unless the file contains `anchor` exactly once. */
  insert: (path: string, anchor: string, text: string) => void
  add: (path: string, text: string) => void
  /** The files that do not compile. */
  findBrokenFiles: () => Promise<string[]>
  remove: () => void
}

const root = process.cwd()

/** Copies the sources without their tests into a new folder beside the system's temporary files. */
export function createToyOverlay(): ToyOverlay {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'gumshoe-toy-'))
  cpSync(join(root, 'src'), join(folder, 'src'), {
    recursive: true,
    filter: (path) => !/\.test\.tsx?$/.test(path),
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const file = (path: string) => join(folder, 'src', path)
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['src/**/*.ts', 'src/**/*.tsx'] }),
  )
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))

  return {
    load: (path) => import(/* @vite-ignore */ file(path)),
    insert(path, anchor, text) {
      const source = readFileSync(file(path), 'utf8')
      const [before = '', after, second] = source.split(anchor)
      if (after === undefined || second !== undefined) {
        throw new Error(`${path} should have ${anchor} once.`)
      }
      writeFileSync(file(path), `${before}${text}${anchor}${after}`)
    },
    add: (path, text) => writeFileSync(file(path), text),
    async findBrokenFiles() {
      const output = await new Promise<string>((resolve) => {
        const args = ['--noEmit', '--pretty', 'false', '-p', folder]
        execFile(join(root, 'node_modules/.bin/tsc'), args, { cwd: folder }, (_, stdout) =>
          resolve(stdout),
        )
      })
      const files = output.matchAll(/^src\/(\S+?)\(\d+,\d+\): error/gm)
      return [...new Set([...files].map(([, path = '']) => path))].sort()
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The source text of a file that is added to the copy. */
export function readToyText(name: 'toy-dataset' | 'toy-moves' | 'toy-log'): string {
  return readFileSync(join(root, `src/catalog/testing/${name}.ts.txt`), 'utf8')
}
