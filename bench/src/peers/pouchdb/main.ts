// A CouchDB as PouchDB's own server: express-pouchdb with what replication needs, in LevelDB.
import { join } from 'node:path';
import makeApp from 'express-pouchdb';
import PouchDB from 'pouchdb-node';
import { listen } from '../listen.ts';

const { folder } = JSON.parse(process.argv[2] ?? '') as { readonly folder: string };
const databases = PouchDB.defaults({ prefix: `${folder}/` });
listen(
  makeApp(databases, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(folder, 'express-pouchdb.log') }),
);
