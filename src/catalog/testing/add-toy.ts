/** Adds a toy kind of scope and a toy dataset to a copy of the sources: all edits that a developer has to make. */
import { readToyText, type ToyOverlay } from './create-toy-overlay.ts'

/** Adds the kind to the table of scope kinds. */
export function addToyScopeKind(overlay: ToyOverlay): void {
  overlay.insert(
    'catalog/scopes.ts',
    '  /** The holder of the credential. */',
    `  team: {
    label: 'team', pluralLabel: 'teams', variable: 'team_id', idPattern: 'T[0-9]{4}',
    idForm: 'a T and four digits', list: { path: '/teams', pagination: numberedPages }, allowList: 'CLOUDFLARE_TEAM_IDS',
    grant: { prefix: 'team:', example: 'team:id' },
  },
`,
  )
}

/** Adds the files of two datasets, and the datasets to the list. */
export function addToyDataset(overlay: ToyOverlay): void {
  overlay.add('catalog/datasets/toy-logins.ts', readToyText('toy-dataset'))
  overlay.add('catalog/datasets/toy-moves.ts', readToyText('toy-moves'))
  overlay.insert('catalog/index.ts', '] as const', '  toyLogins,\n  toyMoves,\n')
  overlay.insert(
    'catalog/index.ts',
    'import { userAuditLogsV1 }',
    "import { toyLogins } from './datasets/toy-logins.ts'\nimport { toyMoves } from './datasets/toy-moves.ts'\n",
  )
}

/** Adds what the compiler then requires: the list of teams, and the emulator's answers. */
export function addToyAnswers(overlay: ToyOverlay): void {
  overlay.insert(
    'catalog/auxiliary-endpoints.ts',
    '  organization: organizationList,\n',
    "  team: { id: 'teams', path: '/teams', lists: 'team', parameters: listPaging(scopeKinds.team.list.pagination) },\n",
  )
  overlay.insert('emulator/credentials.ts', '  user: () => false,\n', '  team: () => true,\n')
  overlay.insert(
    'emulator/answer-request.ts',
    '} satisfies Record<IdScopeKind, Answer>',
    "  team: answerChecked(() => answerList(['T0001', 'T0002'].map((id) => ({ id, name: id })), { total_pages: 1 })),\n",
  )
  overlay.insert(
    'emulator/answer-request.ts',
    "  'identity-providers': answerProviders,\n",
    "  'toy-boxes': answerChecked(() => answerList([{ code: 'b1', title: 'Red box', color: 'red', lid: { open: true, key: 's' } }, { code: 'b2', title: 'Blue box', color: 'blue' }], { total_pages: 1 })),\n",
  )
  overlay.insert(
    'emulator/answer-request.ts',
    'import type { ApiForms }',
    "import { answerList } from './answers.ts'\n",
  )
  overlay.insert(
    'emulator/testing/ask-emulator.ts',
    "    user: { kind: 'user' },\n",
    "    team: { kind: 'team', id: 'T0001' },\n",
  )
  overlay.add('emulator/data/toy-log.ts', readToyText('toy-log'))
  overlay.insert(
    'emulator/data/world.ts',
    "    'user-audit-logs-v1': { user },\n",
    "    'toy-logins': { team: once(createToyLog) },\n    'toy-moves': { team: once(createToyMoves) },\n",
  )
  overlay.insert(
    'emulator/data/world.ts',
    'import { createTimePlan }',
    "import { createToyLog, createToyMoves } from './toy-log.ts'\n",
  )
}
