import type { Migration } from 'kysely/migration';
import { createAccessTables } from './access-tables.ts';
import { createAttachmentTables } from './attachment-tables.ts';
import { createDeviceTables } from './device-tables.ts';
import { distribute } from './distribute.ts';
import { createEvidenceTables } from './evidence-tables.ts';
import { addErasureRights } from './erasure-rights.ts';
import { indexFewGrades } from './few-grades.ts';
import { createReferenceTables } from './reference-tables.ts';
import { createRepetitionTables } from './repetition-tables.ts';

/** In order of their names; a released migration is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-reference-tables': { up: createReferenceTables },
  '0002-device-tables': { up: createDeviceTables },
  '0003-access-tables': { up: createAccessTables },
  '0004-distribute': { up: distribute },
  '0005-evidence-tables': { up: createEvidenceTables },
  '0006-attachment-tables': { up: createAttachmentTables },
  '0007-repetition-tables': { up: createRepetitionTables },
  '0008-erasure-rights': { up: addErasureRights },
  '0009-few-grades': { up: indexFewGrades },
};
