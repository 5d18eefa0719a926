import { describe, expect, test } from 'vitest';
import { errorCodes, errorTable } from './errors.ts';
import { describeFault, FaultError, fault } from './fault.ts';

describe('error table', () => {
  test.each(errorCodes)('%s says in whole sentences what happened and what to do', (code) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    const { means, todo } = errorTable[code];
    expect(means).toMatch(/^[A-Z].*\.$/);
    expect(todo).toMatch(/^[A-Z].*\.$/);
  });

  test('no two codes mean the same', () => {
    const meanings = errorCodes.map((code) => errorTable[code].means);
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  test('a fault without a detail has no such field: stored JSON tells absent from undefined', () => {
    expect(Object.keys(fault('NOT_FOUND'))).toEqual(['code']);
    expect(fault('NOT_FOUND', 'x')).toEqual({ code: 'NOT_FOUND', detail: 'x' });
  });

  test('described, it names code, meaning, detail and what to do', () => {
    expect(describeFault(fault('NOT_FOUND', '/nowhere'))).toBe(
      'NOT_FOUND: There is nothing at this address. (/nowhere) Check the address; /api/docs lists all.',
    );
  });

  test('thrown, it keeps its fault and its cause', () => {
    const cause = new Error('EACCES');
    const error = new FaultError('PAD_BUSY', 'COM3', { cause });
    expect(error).toMatchObject({ name: 'FaultError', fault: { code: 'PAD_BUSY', detail: 'COM3' }, cause });
  });
});
