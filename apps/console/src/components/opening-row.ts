import type { HTMLAttributes, KeyboardEvent, MouseEvent } from 'react';

/** Makes a table row open something by click, Enter or Space; marking text in it opens nothing. */
export function openingRow(label: string, open: () => void): HTMLAttributes<HTMLElement> {
  return {
    tabIndex: 0,
    'aria-label': label,
    'aria-haspopup': 'dialog',
    onClick: (event: MouseEvent) => {
      const marksText = window.getSelection()?.isCollapsed === false;
      const isLink = event.target instanceof Element && event.target.closest('a, button') !== null;
      if (!marksText && !isLink) open();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      open();
    },
  };
}
