/** What went wrong and what the person who reads it should do. */
export const faults = {
  REQUEST_INVALID: { title: '请求不符合要求', todo: '请清除筛选条件后重试；若反复出现，请联系维护人员。' },
  BODY_TOO_LARGE: { title: '提交的内容过大', todo: '请减少内容后重试。' },
  UNSUPPORTED_MEDIA_TYPE: {
    title: '服务器不接受此内容格式',
    todo: '请重新加载页面后重试；若反复出现，请联系维护人员。',
  },
  NOT_FOUND: { title: '服务器上没有所请求的内容', todo: '请重新加载页面；若反复出现，服务器与页面的版本可能不一致。' },
  TOKEN_INVALID: { title: '尚未登录', todo: '请重新登录。' },
  SIGN_IN_FAILED: { title: '用户名或密码不正确', todo: '请重新输入；忘记密码请联系管理员重置。' },
  SIGN_IN_THROTTLED: { title: '失败次数过多，暂时不能登录', todo: '请稍候再试；忘记密码请联系管理员重置。' },
  NOT_PERMITTED: { title: '您没有此项权限', todo: '请联系管理员办理。未作任何更改。' },
  SESSION_EXPIRED: { title: '登录已过期', todo: '请重新登录。' },
  SERVER_BUSY: { title: '服务器暂时繁忙', todo: '页面会自动重试。设备上的评价不会丢失。若持续出现，请检查数据库。' },
  SERVER_UNREACHABLE: { title: '无法连接服务器', todo: '请检查本机网络；恢复后自动继续。设备上的评价不会丢失。' },
  SERVER_ANSWER_INVALID: {
    title: '收到的应答不是评价服务器的',
    todo: '请确认网址正确，且没有上网认证页面或代理代为应答；刚升级过服务器时请重新加载页面。',
  },
  DEVICE_UNKNOWN: {
    title: '本服务器没有登记这台设备',
    todo: '请确认设备是在本服务器注册的；否则请到其注册的服务器导入。',
  },
  DEVICE_REVOKED: {
    title: '该设备已被停用',
    todo: '停用后不再接收其数据。若属误操作，请按运维手册，用为本设备生成的登记码重新登记。',
  },
  BATCH_OUT_OF_PLACE: { title: '数据包与已有记录不衔接', todo: '请先导入较早的数据包，或在设备上选择“全部”重新导出。' },
  EPOCH_FORKED: {
    title: '同一编号下已有不同的记录',
    todo: '设备的数据文件夹可能被复制或还原过。不会丢失数据：请把回执带回设备，再导入它下一次导出的数据包；能联网的设备会自行补送。',
  },
  BUNDLE_MALFORMED: {
    title: '这不是设备导出的数据包，或已损坏',
    todo: '请选择 .pjb 文件；若确是该文件，请在设备上重新导出。',
  },
  BUNDLE_VERSION_UNKNOWN: { title: '数据包由更新版本的程序导出', todo: '请升级服务器。设备上的数据均在。' },
  BUNDLE_CUT_SHORT: {
    title: '数据包不完整，中途中断',
    todo: 'U 盘可能提前拔出。请插回设备重新导出，会从中断处继续，再次导入不会重复计数。',
  },
  BUNDLE_TAMPERED: {
    title: '数据包在导出后被改动，其后的数据未接收',
    todo: '请保留该文件作为证据，并在设备上重新导出。',
  },
  BUNDLE_SIGNER_UNKNOWN: {
    title: '数据包的签名与设备现在的密钥不符',
    todo: '可能在导出后被改动，也可能是设备重新登记之前导出的：请在设备上重新导出。若再次出现，请保留该文件作为证据。',
  },
  BUNDLE_FOREIGN_SERVER: { title: '数据包是加密给另一台服务器的', todo: '请到设备注册的服务器上导入。' },
  ATTACHMENT_UNREADABLE: {
    title: '服务器无法解密',
    todo: '服务器上缺少对应的密钥，或文件被改动。请联系维护人员恢复密钥文件夹。',
  },
  INTERNAL: { title: '服务器内部错误', todo: '请稍后重试；若反复出现，请将请求编号告知维护人员。' },
  UNKNOWN: { title: '服务器拒绝了请求', todo: '页面可能不是最新版本，请重新加载。' },
} as const;
