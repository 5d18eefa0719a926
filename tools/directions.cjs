// Who may import whom (docs/architecture.md). Every rule names what it protects.

/** Folders in which a package's one importer lives. */
const importers = {
  serialport: '^packages/device-drivers/src/transport/',
  'node-hid': '^packages/device-drivers/src/transport/',
  rxdb: '^apps/kiosk/src/renderer/data/',
  dexie: '^apps/kiosk/src/renderer/data/',
  electron: '^apps/kiosk/src/(main|preload)/',
  fastify: '^apps/sync-server/src/',
  xstate: '^apps/kiosk/src/host/session/',
  ws: '^(apps/kiosk/src/browser-shell|packages/device-drivers/src/(transport|simulate))/',
};
/** Where the SQL driver may appear: the store, and programs that look at a database from outside. */
const sql = '^(apps/sync-server/src/(store|embedded-postgres|seed|testing)/|bench/|e2e/)';

const tests = '(\\.test\\.tsx?$|/test/|/testing/|-contract\\.ts$)';

const forbid = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }, 'A cycle has no bottom to understand it from.'),
    forbid(
      'shared-stands-alone',
      { path: '^packages/shared/' },
      { path: '^(packages/(?!shared/)|apps/|demo/|e2e/|bench/|simulation/|hardware/|firmware/|tools/)' },
      'Everything rests on shared; it rests on nothing.',
    ),
    forbid(
      'shared-is-pure',
      { path: '^packages/shared/src/', pathNot: tests },
      { dependencyTypes: ['core'] },
      'Shared runs in browsers too.',
    ),
    forbid(
      'node-platform-knows-only-shared',
      { path: '^packages/node-platform/' },
      { path: '^packages/(?!shared/|node-platform/)' },
      'Ports of shared, filled by Node.',
    ),
    forbid(
      'node-platform-stays-on-node',
      { path: '^apps/(kiosk/src/renderer|console/src)/', pathNot: tests },
      { path: '^packages/node-platform/' },
      'It runs in a browser.',
    ),
    forbid(
      'test-stand-knows-only-shared',
      { path: '^packages/test-stand/' },
      { path: '^packages/(?!shared/|test-stand/)' },
      'It starts programs; it imports none of them.',
    ),
    forbid(
      'only-tests-stand-on-the-test-stand',
      { path: '^(apps|packages|demo)/', pathNot: [tests, '^packages/test-stand/'] },
      { path: '^packages/test-stand/' },
      'Nothing of it reaches a shipped build.',
    ),
    forbid(
      'drivers-know-only-shared',
      { path: '^packages/device-drivers/' },
      { path: '^(apps|demo|e2e|bench|simulation|hardware|firmware|tools)/' },
      'Bytes only.',
    ),
    forbid(
      'host-knows-no-shell',
      { path: '^apps/kiosk/src/host/', pathNot: tests },
      { path: '^apps/kiosk/src/(main|preload|browser-shell|renderer)/' },
      'The host runs unchanged in every shell.',
    ),
    forbid(
      'renderer-knows-only-the-contract',
      { path: '^apps/kiosk/src/renderer/' },
      { path: '^(apps/kiosk/src/(host|main|preload|browser-shell)|packages/device-drivers)/' },
      'Screen and host speak through the bridge.',
    ),
    forbid(
      'renderer-has-no-node',
      { path: '^apps/(kiosk/src/renderer|console/src)/', pathNot: tests },
      { dependencyTypes: ['core'] },
      'It runs in a browser.',
    ),
    forbid(
      'apps-never-import-apps',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
      'They share contracts, not code.',
    ),
    forbid(
      'nothing-imports-what-is-around-it',
      { path: '^(apps|packages)/' },
      { path: '^(demo|e2e|bench|simulation|hardware|firmware|tools)/' },
      'Demo, tests and benchmarks stand outside.',
    ),
    forbid(
      'no-test-code-in-production',
      {
        path: '^(apps|packages)/[^/]+/src/',
        pathNot: [
          tests,
          '/simulate/',
          '/simulator',
          '/pingjia-pad/',
          '/fuzz/',
          '^apps/kiosk/src/main/smoke-stage\\.ts$',
        ],
      },
      { path: '(/testing/|/test/|\\.test\\.|/simulator)' },
      'Simulators and fixtures never reach a shipped build.',
    ),
    ...Object.entries(importers).map(([name, where]) =>
      forbid(
        `one-importer-of-${name}`,
        { path: '^(apps|packages)/', pathNot: [where, tests] },
        { path: `node_modules/${name}/` },
        `${name} is met in one folder only.`,
      ),
    ),
    forbid(
      'one-importer-of-pg',
      { path: '^(apps|packages|demo|bench|e2e)/', pathNot: [sql, tests] },
      { path: 'node_modules/(pg|kysely)/', dependencyTypesNot: ['type-only'] },
      'SQL lives in the store.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
