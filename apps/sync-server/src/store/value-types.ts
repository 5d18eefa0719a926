import pg from 'pg';

const { INT8, TIMESTAMPTZ } = pg.types.builtins;

/** bigint as number (every one we store is a safe integer), timestamptz as PostgreSQL's own text. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return String;
    return pg.types.getTypeParser(oid, format);
  },
};
