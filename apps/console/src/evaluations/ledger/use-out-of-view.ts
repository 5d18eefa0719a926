import { type RefObject, useEffect, useState } from 'react';

/** Whether the element has scrolled out of the window. */
export function useOutOfView(element: RefObject<Element | null>): boolean {
  const [out, setOut] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => setOut(entries.at(-1)?.isIntersecting === false));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return out;
}
