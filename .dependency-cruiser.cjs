/** Who may import whom. Each comment is what a person reads when the rule stops them: it says what to do instead. */
const CONTRACT = '^src/preload/contract/';
const REDACTION = '^src/main/redaction\\.ts$';
const AWS_SDK = 'node_modules/(@aws-sdk|@smithy)/';
const ELECTRON = 'node_modules/electron/';
const FEATURES = '^src/renderer/src/(?!domain/|data/|ui/|shell/)([^/]+)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-circles',
      'Two files that need each other are one subject, or share a third: move the shared part out.',
      {},
      { circular: true },
    ),
    rule(
      'contract-stands-alone',
      'The contract is read by both sides of the border: it may import the schema library and itself only.',
      { path: CONTRACT },
      { pathNot: [CONTRACT, 'node_modules/valibot/'] },
    ),
    rule(
      'preload-stays-small',
      'The preload script exposes window.api and nothing else: put shapes into the contract, work into main.',
      { path: '^src/preload/index\\.ts$' },
      { pathNot: [`${CONTRACT}(api|names)\\.ts$`, ELECTRON, '^electron$'] },
    ),
    rule(
      'hearts-know-no-world',
      'copy-jobs and credentials decide; ports give them the world. Add to the port and let an adapter in main/aws do it.',
      { path: '^src/main/(copy-jobs|credentials)/' },
      { pathNot: [CONTRACT, '^src/main/(copy-jobs|credentials)/', REDACTION] },
    ),
    rule(
      'redaction-is-pure',
      'Everything in main takes secrets out of text with it, the hearts too: it turns text into text and imports nothing.',
      { path: REDACTION },
      {},
    ),
    rule(
      'aws-adapters-only-adapt',
      'main/aws speaks to the SDK on behalf of the ports. Electron belongs to main/app, simulated jobs to main/demo.',
      { path: '^src/main/aws/' },
      { path: ['^electron$', ELECTRON, '^src/main/(demo|app|ipc|security|settings)/'] },
    ),
    rule(
      'demo-is-a-server',
      'The demo endpoint is plain HTTP so that it tests the real SDK: it may not borrow from Electron, the SDK or our adapters.',
      { path: '^src/main/demo/' },
      { path: ['^electron$', ELECTRON, AWS_SDK, '^src/main/(aws|app|ipc|security|settings|copy-jobs|credentials)/'] },
    ),
    rule(
      'ipc-is-a-border-post',
      'main/ipc checks and passes on. Hand it use cases as arguments from main/index.ts.',
      { path: '^src/main/ipc/' },
      { path: [AWS_SDK, '^src/main/(aws|demo|copy-jobs|credentials|backup|updates)/'] },
    ),
    rule(
      'shell-knows-no-aws',
      'app, security and settings run the window; what concerns AWS is wired by the wiring in src/main.',
      { path: '^src/main/(app|security|settings)/' },
      { path: [AWS_SDK, '^src/main/(aws|demo|copy-jobs|credentials|ipc|backup|updates/(?!ports\\.ts$))/'] },
    ),
    rule(
      'backups-know-no-app',
      'backup is about a file: dialogs, windows and settings reach it through its arguments, from main/open-backups.ts.',
      { path: '^src/main/backup/' },
      {
        path: ['^electron$', ELECTRON, AWS_SDK, '^src/main/(?!backup/)'],
        pathNot: ['^src/main/ipc/handlers\\.ts$', '^src/main/settings/whole-file\\.ts$'],
      },
    ),
    rule(
      'salvage-knows-no-app',
      'salvage is about the files of a damaged history: windows and settings reach it from main/trouble-wiring.ts.',
      { path: '^src/main/salvage/' },
      { path: ['^electron$', ELECTRON, AWS_SDK, '^src/main/(?!salvage/)'] },
    ),
    rule(
      'updates-know-no-app',
      'updates is about a signed list and a file: network, dialogs and settings reach it through its port and its arguments.',
      { path: '^src/main/updates/' },
      { path: ['^electron$', ELECTRON, AWS_SDK, '^src/main/(?!updates/)'] },
    ),
    rule(
      'aws-sdk-only-in-adapters',
      'Only main/aws imports the SDK. Ask for what you need through a port.',
      { path: '^src/', pathNot: '^src/main/aws/' },
      { path: AWS_SDK },
    ),
    rule(
      'processes-meet-at-the-contract',
      'Main and renderer share nothing but src/preload/contract: put the shape there.',
      { path: '^src/renderer/' },
      { path: ['^src/main/', '^src/preload/index'] },
    ),
    rule(
      'main-never-imports-renderer',
      'Main and renderer share nothing but src/preload/contract: put the shape there.',
      { path: '^src/(main|preload)/' },
      { path: '^src/renderer/' },
    ),
    rule(
      'renderer-has-no-node',
      'The window has no Node: ask main through the contract.',
      { path: '^src/renderer/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'renderer-has-no-electron',
      'The window has no Electron: ask main through the contract.',
      { path: '^src/renderer/' },
      { path: ['^electron$', ELECTRON] },
    ),
    rule(
      'domain-is-pure',
      'domain is pure TypeScript: reading and writing belong to data, showing to a feature.',
      { path: '^src/renderer/src/domain/' },
      { pathNot: ['^src/renderer/src/domain/', CONTRACT, 'node_modules/(lossless-json|diff)/'] },
    ),
    rule(
      'data-shows-nothing',
      'data keeps and fetches: components and features ask it, never the other way round.',
      { path: '^src/renderer/src/data/' },
      { pathNot: ['^src/renderer/src/(domain|data)/', CONTRACT, 'node_modules/(dexie|valibot)/'] },
    ),
    rule(
      'only-data-touches-dexie',
      'Dexie is touched in data alone: add a query or a store there.',
      { path: '^src/renderer/', pathNot: '^src/renderer/src/data/' },
      { path: 'node_modules/dexie/' },
    ),
    rule(
      'ui-knows-nothing-of-ours',
      'ui holds plain components: pass what they show as props.',
      { path: '^src/renderer/src/ui/' },
      { pathNot: ['^src/renderer/src/ui/', 'node_modules/(svelte|bits-ui|@internationalized|@lucide|esm-env|clsx)'] },
    ),
    rule(
      'features-do-not-know-each-other',
      'A feature may use ui, domain and data. What two features share belongs below; what joins them belongs to the shell.',
      { path: FEATURES },
      { path: FEATURES, pathNot: ['^src/renderer/src/$1/'] },
    ),
    rule(
      'nothing-below-knows-the-shell',
      'The shell puts features together; take what you need as a prop or from data.',
      { path: '^src/renderer/src/[^/]+/', pathNot: '^src/renderer/src/shell/' },
      { path: '^src/renderer/src/shell/' },
    ),
  ],
  options: {
    // Modules outside src/ are seen but not entered. Nothing is filtered out: a filter would hide what a rule forbids.
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.cjs', '.d.ts', '.json'],
    },
  },
};
