import type { zhCN } from './zh-CN.ts';

type Words<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Words<T[Key]> };

/** Every text that the console shows: the same keys in each language. */
export type Copy = Words<typeof zhCN>;
