import type { z } from 'zod';
import { epochBegunSchema, recordCarriedSchema } from './epoch.ts';
import { evaluationChangedSchema, evaluationSchema } from './evaluation.ts';
import { followUpClosedSchema } from './follow-up.ts';
import { clockSteppedSchema, hostStartedSchema, hostStoppedSchema } from './host-run.ts';
import { keyMapLearntSchema } from './key-map.ts';
import { mirrorRebuiltSchema } from './mirror.ts';
import { padFoundSchema, padLostSchema } from './pad.ts';
import {
  pressesLostSchema,
  pressRecoveredSchema,
  pressRefusedSchema,
  pressRepeatedSchema,
  pressStraySchema,
} from './press.ts';
import { remarkLeftSchema } from './remark.ts';
import { sessionArmedSchema, sessionTimedOutSchema } from './session.ts';
import { staffSignedInSchema, staffSignedOutSchema } from './staff-duty.ts';

/** Every record type of this version and the shape of its data. Names are forever; a changed meaning gets a new name. */
export const recordTypes = {
  'epoch-begun': epochBegunSchema,
  'host-started': hostStartedSchema,
  'host-stopped': hostStoppedSchema,
  'clock-stepped': clockSteppedSchema,
  'pad-found': padFoundSchema,
  'pad-lost': padLostSchema,
  'key-map-learnt': keyMapLearntSchema,
  'mirror-rebuilt': mirrorRebuiltSchema,
  'staff-signed-in': staffSignedInSchema,
  'staff-signed-out': staffSignedOutSchema,
  'session-armed': sessionArmedSchema,
  'session-timed-out': sessionTimedOutSchema,
  evaluation: evaluationSchema,
  'evaluation-changed': evaluationChangedSchema,
  'follow-up-closed': followUpClosedSchema,
  'remark-left': remarkLeftSchema,
  'press-repeated': pressRepeatedSchema,
  'press-stray': pressStraySchema,
  'press-refused': pressRefusedSchema,
  'presses-lost': pressesLostSchema,
  'press-recovered': pressRecoveredSchema,
  'record-carried': recordCarriedSchema,
} as const;

export type RecordType = keyof typeof recordTypes;
export type RecordData = { [T in RecordType]: z.infer<(typeof recordTypes)[T]> };
