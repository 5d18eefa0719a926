export * from './test-database.ts';
export * from './test-device.ts';
export * from './test-evaluation.ts';
export * from './test-journal.ts';
export * from './with-server.ts';
