export * from './test-bundle.ts';
export * from './forgery-run.ts';
export * from './test-cluster.ts';
export * from './test-database.ts';
export * from './test-device.ts';
export * from './test-evaluation.ts';
export * from './test-journal.ts';
export * from './with-server.ts';
