/** How to reach a PostgreSQL database: by parts, or by URL. */
export type DatabaseAddress =
  | {
      /** Name, or the folder of a Unix socket. */
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    }
  | { readonly connectionString: string };
