// What the benchmark uses of two packages that come without types: https://pouchdb.com/api.html
declare module 'pouchdb-node' {
  export interface Database {
    bulkDocs(documents: readonly Readonly<Record<string, unknown>>[]): Promise<unknown>;
    info(): Promise<{ readonly doc_count: number }>;
    close(): Promise<void>;
    destroy(): Promise<unknown>;
    readonly replicate: {
      to(url: string, options: { readonly batch_size: number }): Promise<{ readonly docs_written: number }>;
    };
  }
  export interface PouchConstructor {
    new (name: string): Database;
    defaults(options: { readonly prefix: string }): PouchConstructor;
  }
  const PouchDB: PouchConstructor;
  export default PouchDB;
}

declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http';
  import type { PouchConstructor } from 'pouchdb-node';

  const makeApp: (
    PouchDB: PouchConstructor,
    options: { readonly mode: 'minimumForPouchDB'; readonly inMemoryConfig: true; readonly logPath: string },
  ) => RequestListener;
  export default makeApp;
}
