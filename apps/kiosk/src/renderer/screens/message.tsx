import type { ReactNode } from 'react';

export interface MessageProps {
  readonly mark: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly name: string;
  readonly children?: ReactNode;
}

/** A screen that only says something. */
export function Message({ mark, title, text, name, children }: MessageProps) {
  return (
    <main className="message" data-testid={name}>
      {mark}
      <div role="status">
        <h1>{title}</h1>
      </div>
      <p>{text}</p>
      {children}
    </main>
  );
}
