/** What the citizen left besides the grade, and erasing it. */
export const remark = {
  title: 'What the citizen left',
  comment: 'Comment',
  phone: 'Phone number',
  left: { comment: 'a comment', phone: 'a phone number' },
  and: ' and ',
  mark: 'The citizen left {{parts}}',
  held: 'The citizen left {{parts}}. Opening it is recorded with your name and the time.',
  awaited: 'The citizen left {{parts}}. It has not arrived from the device yet.',
  erased: 'Something was left; it has been erased.',
  reveal: 'Show',
  erase: 'Erase…',
  eraseTitle: 'Erase what the citizen left?',
  eraseMeans:
    'The citizen left {{parts}}. Erasing cannot be undone. The evaluation itself still counts, and everybody sees that something was left and has been erased.',
  eraseReason: 'Reason',
  eraseReasonHint: 'Recorded with your name and the time. Do not repeat personal data here.',
  eraseReasonMissing: 'Say why it is erased',
  eraseForGood: 'Erase for good',
  erasedNow: 'Erased just now, and recorded under your name. Reason: {{reason}}',
};
