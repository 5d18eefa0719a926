import type { RxJsonSchema } from 'rxdb/plugins/core';

/** A record as a document of RxDB: `record` is its exact text. */
export interface PushDocument {
  readonly id: string;
  readonly updatedAt: number;
  readonly record: string;
}

/** What a client pushes for one document: what it believes the server has, and what it shall have. */
export interface PushRow {
  readonly newDocumentState: PushDocument & { readonly _deleted: boolean };
  readonly assumedMasterState?: PushDocument;
}

export const pushDocumentSchema: RxJsonSchema<PushDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 100 },
    updatedAt: { type: 'number' },
    record: { type: 'string' },
  },
  required: ['id', 'updatedAt', 'record'],
};
