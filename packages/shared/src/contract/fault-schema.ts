import { z } from 'zod';
import { errorCodes } from '../errors.ts';

/** A Fault as contracts carry it. */
export const faultSchema = z.object({ code: z.enum(errorCodes), detail: z.string().optional() });
