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
      <h1 role="status">{title}</h1>
      <p>{text}</p>
      {children}
    </main>
  );
}
