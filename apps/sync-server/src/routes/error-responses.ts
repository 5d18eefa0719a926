import { errorBodySchema } from '@pingjia/shared';

/** Every route may answer with a code of the error table. */
export const errorResponses = { '4xx': errorBodySchema, '5xx': errorBodySchema } as const;
