import type { Cancel } from '@pingjia/shared';
import { useEffect, useRef } from 'react';
import { usePad } from './pad-context.ts';

/** How long the window label must be held for the technician's corner; milliseconds. */
export const holdFor = 3_000;

/** Handlers of an element that does something else when held than when touched. */
export function useLongPress(onHold: () => void, onTap: () => void) {
  const { clock } = usePad();
  const cancel = useRef<Cancel>(() => {});
  const held = useRef(false);
  useEffect(() => () => cancel.current(), []);
  const begin = () => {
    held.current = false;
    cancel.current();
    cancel.current = clock.after(holdFor, () => {
      held.current = true;
      onHold();
    });
  };
  const end = () => cancel.current();
  return {
    onPointerDown: begin,
    onPointerUp: end,
    onPointerLeave: end,
    onPointerCancel: end,
    onKeyDown: (event: { readonly key: string; readonly repeat: boolean }) => {
      if (!event.repeat && event.key === 'Enter') begin();
    },
    onKeyUp: end,
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
    onClick: () => {
      if (!held.current) onTap();
    },
  };
}
