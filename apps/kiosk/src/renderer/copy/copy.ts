import type { zhCN } from './zh-CN.ts';

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** The texts of one language. */
export type Copy = Texts<typeof zhCN>;
