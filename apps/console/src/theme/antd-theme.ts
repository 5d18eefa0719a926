import type { ThemeConfig } from 'antd';
import { palette } from './palette.ts';

export const fontFamily = [
  'system-ui',
  '-apple-system',
  '"PingFang SC"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  'sans-serif',
].join(', ');

export const monospace = 'ui-monospace, "Cascadia Mono", "SFMono-Regular", "DejaVu Sans Mono", monospace';

export const antdTheme: ThemeConfig = {
  // One antd in the page: no class hashes needed.
  hashed: false,
  token: {
    colorPrimary: palette.accent,
    colorInfo: palette.accent,
    colorLink: palette.accent,
    colorSuccess: palette.good,
    colorWarning: palette.warn,
    colorError: palette.bad,
    colorText: palette.ink,
    colorTextSecondary: palette.inkSoft,
    colorTextTertiary: palette.inkSoft,
    colorTextDescription: palette.inkSoft,
    colorTextPlaceholder: '#66737f',
    colorBorder: '#b9c4cd',
    colorBorderSecondary: palette.line,
    colorBgLayout: palette.canvas,
    colorErrorBg: palette.badSoft,
    colorErrorBorder: '#efb8b3',
    colorWarningBg: palette.warnSoft,
    colorWarningBorder: '#ecd09a',
    colorInfoBg: palette.accentSoft,
    colorInfoBorder: '#a9c9c9',
    borderRadius: 6,
    fontFamily,
    fontFamilyCode: monospace,
    controlOutlineWidth: 3,
  },
  components: {
    Table: {
      headerBg: '#f8f9f7',
      headerColor: palette.inkSoft,
      headerSplitColor: 'transparent',
      rowHoverBg: '#f1f6f5',
      borderColor: palette.lineSoft,
      cellPaddingBlockSM: 9,
      cellPaddingInlineSM: 9,
    },
  },
};

/** Without motion: the style sheet leaves no transition or animation whose end the components could wait for. */
export const stillTheme: ThemeConfig = { ...antdTheme, token: { ...antdTheme.token, motion: false } };
