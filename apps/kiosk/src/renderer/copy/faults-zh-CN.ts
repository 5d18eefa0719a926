import type { ErrorCode } from '@pingjia/shared';

/** What happened and what to do, for every code of the error table. */
export const faultsZhCN = {
  PROTOCOL_MISSING: '请求未注明同步协议版本。请检查设备地址是否被浏览器或探测程序误用。',
  CLIENT_TOO_OLD: '服务器不再接受本机的同步协议版本，全部评价仍保存在本机日志中。请升级本机程序，升级后自动补发。',
  SERVER_TOO_OLD: '本机的同步协议版本比服务器新。请升级服务器，在此之前全部评价保存在本机。',
  ENROLLMENT_CODE_INVALID:
    '登记码不存在、已使用、已过期，或不是为附后编号的设备生成的。请向管理部门索取新的登记码，每个登记码只能登记一台设备；曾登记过的设备须使用为该设备生成的登记码。',
  ENROLLMENT_PROOF_INVALID: '本机无法证明持有所提交密钥的私钥。请删除本机身份文件夹，用新的登记码重新登记。',
  SIGNATURE_MISSING: '设备请求缺少签名。只有已登记的设备可以访问该地址。',
  SIGNATURE_INVALID: '签名与请求或已登记的密钥不符，未保存任何数据。如持续出现，请检查代理服务器，必要时重新登记本机。',
  CONTENT_DIGEST_MISMATCH:
    '收到的内容与签名时不一致，未保存任何数据。本机会自动重发；如持续出现，请检查改写内容的代理服务器。',
  NONCE_STALE: '请求的随机数缺失或已过期。无需处理，本机会自动重试。',
  DEVICE_UNKNOWN: '服务器上没有登记本机。请检查服务器地址是否正确，然后登记本机。',
  DEVICE_REVOKED: '本机已被停用，服务器不再接收其数据，已有数据保留在本机。如属误停，请用新的登记码重新登记。',
  BATCH_MALFORMED: '服务器无法读取这批数据，未保存任何数据。请连同本机日志一并上报，记录仍保存在本机。',
  BATCH_TOO_LARGE: '这批数据超过服务器限制。无需处理，本机会自动拆分重发。',
  BATCH_CHAIN_BROKEN: '这批记录不能组成完整的链，未保存任何数据。请核验本机日志：有记录在写入后被改动。',
  BATCH_OUT_OF_PLACE: '这批数据与服务器已有数据不衔接。无需处理，本机会自动从服务器的位置继续。',
  EPOCH_FORKED:
    '服务器在相同编号下已有其他记录，本机数据文件夹曾被复制或恢复。数据不会丢失；请查明是否有两台设备共用一个身份。',
  REQUEST_INVALID: '请求不符合接口约定。请按接口文档更正。',
  BODY_TOO_LARGE: '请求内容超过该地址的限制。请减少单次发送的数量。',
  UNSUPPORTED_MEDIA_TYPE: '该地址不接受这种内容类型或编码。请按接口文档发送。',
  NOT_FOUND: '该地址没有内容。请检查地址。',
  TOKEN_INVALID: '访问令牌缺失、不存在或已吊销。请向管理员索取令牌。',
  SIGN_IN_FAILED: '用户名或密码错误。请重试，或申请重置密码。',
  SIGN_IN_THROTTLED: '该用户登录失败次数过多。请稍后再试。',
  SESSION_EXPIRED: '登录已过期。请重新登录。',
  NOT_PERMITTED: '该用户只能查看，无权执行此操作。未作任何更改。请联系管理员办理。',
  SERVER_BUSY: '服务器暂时无法处理请求。本机会自动重发；请检查服务器数据库。',
  SERVER_UNREACHABLE: '无法连接服务器，全部评价保存在本机。请检查网线、网络和服务器地址，恢复后自动补发。',
  SERVER_PIN_MISMATCH:
    '服务器出示的证书不是本机认可的，未向其发送任何数据。若服务器更换了密钥，请按运维手册更新本机的服务器地址；否则可能有人冒充服务器，请检查网络。',
  SERVER_ANSWER_INVALID:
    '服务器的答复不符合约定或签名错误，未将任何记录标为已送达。请检查地址是否正确，是否被认证页面或代理拦截。',
  INTERNAL: '服务器发生意外错误，未确认任何数据。本机会自动重发；请上报错误编号。',
  JOURNAL_LOCKED: '另一个程序正在使用本机的数据文件夹。请关闭另一个评价程序后重新启动。',
  JOURNAL_FULL: '磁盘空间不足，暂时无法记录评价。请清理磁盘，清理后自动恢复。',
  JOURNAL_WRITE_FAILED: '磁盘写入失败，暂时无法记录评价。请检查磁盘和连线，持续出现请更换磁盘；已确认的评价均已保存。',
  JOURNAL_MISSING: '此文件夹中没有日志。请指定评价器的数据文件夹，即包含 journal 和 identity.json 的文件夹。',
  JOURNAL_ALTERED:
    '日志与服务器签收的内容不一致：可能被改动、截断或恢复成旧状态。已原样保留并另起一段继续记录。请保留数据文件夹作为证据并上报，评价不受影响。',
  JOURNAL_DAMAGED: '部分日志无法读取，已原样保留并另起一段继续记录。请保留数据文件夹并上报，评价不受影响。',
  JOURNAL_OF_OTHER_DEVICE:
    '此文件夹中的记录曾以另一台设备（编号附后）的名义发送；以本机名义重发会重复计数，因此暂停发送，按键仍会保存。请移走 identity.json，用为该设备生成的登记码重新登记；如要作为新设备使用，请按运维手册从空文件夹开始，并保留原文件夹。',
  MIRROR_UNDECIDED:
    '本屏幕浏览器中的副本含有数据文件夹里没有的记录，尚不能确定是否属于本机（所属设备的编号附后；未附编号则无法判断）。这些记录保留在浏览器中，暂不计入。如数据文件夹已丢失，请用为该设备生成的登记码登记，记录会自动补回；如要作为新设备使用，请直接登记为新设备，副本随即清除。未附编号时，请保留浏览器数据并上报；删除浏览器数据会丢失这份副本。',
  JOURNAL_VERSION_UNKNOWN: '日志由更新版本的程序写入。请安装该版本或更新的版本，数据未作任何改动。',
  RECORD_MALFORMED: '有一条日志记录无法读取，已保留原始内容。请上报。',
  RECORD_TOO_LARGE: '有一条记录超过 65,536 字节，未保存。请作为程序缺陷上报。',
  IDENTITY_DAMAGED: '本机的身份文件无法读取。请从备份恢复数据文件夹，或重新登记本机；日志未受影响。',
  BRIDGE_MESSAGE_INVALID: '屏幕与主机之间的消息不符合约定。请重新载入屏幕，持续出现请上报。',
  BRIDGE_VERSION_MISMATCH: '屏幕与主机程序的版本不一致。请重新载入屏幕。',
  SCREEN_TOKEN_INVALID: '打开本屏幕的链接已被使用，或不属于本机。请打开主机最新给出的链接。',
  SCREEN_ALREADY_OPEN: '本机的评价屏幕已在别处打开。请先关闭另一个屏幕。',
  LOCAL_TOKEN_INVALID: '本机调用缺少有效令牌。请从数据文件夹的 local-api.token 读取令牌。',
  BUNDLE_MALFORMED:
    '该文件不是评价器导出的数据包，或已损坏；损坏处之前的完整数据已接收。请选择正确的 .pjb 文件，或重新导出。',
  BUNDLE_VERSION_UNKNOWN: '数据包由更新版本的程序导出，未接收任何数据。请升级服务器，本机数据均在。',
  BUNDLE_CUT_SHORT:
    '数据包中途中断（拔出了 U 盘或复制未完成），完整部分已接收。请将 U 盘插回本机重新导出，会从中断处继续。',
  BUNDLE_TAMPERED: '数据包在导出后被改动，改动处之后的数据未接收。请重新导出，并保留被改动的文件作为证据。',
  BUNDLE_FOREIGN_SERVER: '数据包是加密给另一台服务器的，本服务器无法打开。请到本机注册的服务器上导入。',
  BUNDLE_KEY_MISSING: '本机尚不知道应加密给哪台服务器。请先注册，或让本机联网一次后再导出。',
  BUNDLE_TARGET_UNUSABLE:
    '无法写入所选文件夹：不存在、被写保护或不是文件夹。请选择 U 盘上的文件夹，并检查 U 盘的写保护开关。',
  BUNDLE_TARGET_FULL: 'U 盘已满，已写入的部分保留在 U 盘上。请清理空间后重新导出，会从中断处继续；也可换一个 U 盘。',
  BUNDLE_TARGET_GONE: '写入过程中 U 盘断开，本机数据均在。请重新插入 U 盘再次导出，会从中断处继续。',
  BUNDLE_RECEIPT_INVALID:
    '回执不是本机的服务器签发的，或已损坏，未标记任何数据为已发送。请使用服务器为本机数据包生成的 .pjr 文件。',
  BUNDLE_RECEIPT_FOREIGN: '该回执属于另一台评价器，未标记任何数据为已发送。请拿到对应的评价器上使用。',
  REMARK_NOT_SEALABLE: '本机暂时不能接收留言，您的评价不受影响。',
  REMARK_INVALID: '请检查电话号码是否正确；意见不超过 500 字。',
  REMARK_MISPLACED: '没有可以附上留言的评价，未保存。',
  ATTACHMENT_DAMAGED: '一份加密文件丢失或损坏，评价记录不受影响；如反复出现，请检查磁盘。',
  ATTACHMENT_UNNAMED: '服务器还没有与这份加密文件对应的记录，稍后自动再送。',
  ATTACHMENT_UNREADABLE: '服务器缺少解密这份文件的密钥，请从备份恢复密钥文件夹。',
  PAD_ADDRESS_INVALID: '评价器地址无法识别。请写成 serial:/dev/ttyUSB0?profile=pingjia-line 的形式。',
  PAD_NOT_FOUND: '配置的地址上没有评价器。请插好评价器，检查连线和地址。',
  PAD_PERMISSION_DENIED:
    '当前用户无权打开评价器。请运行随后给出的命令（串口一般为 sudo usermod -aG dialout $USER），然后注销并重新登录。',
  PAD_BUSY: '另一个程序占用了评价器端口。请关闭该程序，本机会自动重试。',
  PAD_AMBIGUOUS: '有多个设备符合评价器地址。请在地址中写明序列号或 USB 插口，可用 pingjia-pad list 查看。',
  PAD_SILENT: '评价器没有应答。请检查电源、连线和波特率。',
  PAD_KEYS_UNKNOWN: '该评价器的按键尚未设定，按下的键只作留存、不计入评价。请长按窗口号三秒，选择该评价器并设定按键。',
  SETUP_DAMAGED: '本机的一个设置文件无法读取，已原样保留，暂不生效。请恢复详情中所指的文件，或移走后重新设置。',
  WINDOW_PAUSED: '工作人员或叫号系统已暂停本窗口服务。无需处理，恢复服务或呼叫下一位后自动继续。',
  QUEUE_COMMAND_INVALID: '无法识别排队系统发来的指令，未执行任何操作。请更正排队系统发送的内容，或在本机调整字段名称。',
  QUEUE_PORT_UNAVAILABLE:
    '无法打开接收排队系统指令的端口。请关闭占用该端口的程序，或在本机和排队系统中改用其他地址或端口。',
  PAD_IO_FAILED: '与评价器的连接中断。请检查连线，本机会自动重新连接。',
} as const satisfies Readonly<Record<ErrorCode, string>>;
