export * from './crypto.ts';
export * from './errno.ts';
export * from './folder-lock.ts';
export * from './private-file.ts';
