import 'i18next';
import type { Copy } from './copy.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Copy };
  }
}
