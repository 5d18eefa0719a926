import type { Clock } from '@pingjia/shared';

/** What `work` gives, or an error if that takes longer than `milliseconds`; what comes too late goes to `discard`. */
export function within<T>(
  milliseconds: number,
  clock: Clock,
  work: Promise<T>,
  discard?: (late: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let late = false;
    const cancel = clock.after(milliseconds, () => {
      late = true;
      reject(new Error(`No answer within ${milliseconds} ms.`));
    });
    work.then(
      (value) => {
        cancel();
        if (late) discard?.(value);
        else resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
