import pg from 'pg';

const int8 = 20;
const timestamptz = 1184;

/** bigint as number (every one we store is a safe integer), timestamptz as PostgreSQL's own text. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === int8) return Number;
    if (oid === timestamptz) return String;
    return pg.types.getTypeParser(oid, format);
  },
};
