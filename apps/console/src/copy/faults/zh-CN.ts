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
  SESSION_EXPIRED: { title: '登录已过期', todo: '请重新登录。' },
  SERVER_BUSY: { title: '服务器暂时繁忙', todo: '页面会自动重试。设备上的评价不会丢失。若持续出现，请检查数据库。' },
  SERVER_UNREACHABLE: { title: '无法连接服务器', todo: '请检查本机网络；恢复后自动继续。设备上的评价不会丢失。' },
  SERVER_ANSWER_INVALID: {
    title: '收到的应答不是评价服务器的',
    todo: '请确认网址正确，且没有上网认证页面或代理代为应答；刚升级过服务器时请重新加载页面。',
  },
  INTERNAL: { title: '服务器内部错误', todo: '请稍后重试；若反复出现，请将请求编号告知维护人员。' },
  UNKNOWN: { title: '服务器拒绝了请求', todo: '页面可能不是最新版本，请重新加载。' },
} as const;
