/** What the citizen left besides the grade, and erasing it. */
export const remark = {
  title: '群众留言',
  comment: '意见',
  phone: '电话',
  and: '、',
  held: '留有{{parts}}。查看会记录您的姓名和时间。',
  awaited: '留有{{parts}}，设备尚未送达。',
  erased: '曾有留言，已删除。',
  reveal: '查看',
  erase: '删除…',
  eraseTitle: '删除这条群众留言？',
  eraseMeans: '{{parts}}将被销毁，无法恢复。评价本身照常计入，所有人仍能看到此处曾有留言且已删除。',
  eraseReason: '删除原因',
  eraseReasonHint: '原因将与您的姓名、时间一并记录。请勿在此重复个人信息。',
  eraseReasonMissing: '请填写删除原因',
  eraseForGood: '永久删除',
  erasedNow: '刚刚已删除，并已记录您的姓名。原因：{{reason}}',
};
