/** What is read of one device alone: records that are not counted, and its clock. */
export const diagnostics = {
  setAside: '未计入的记录',
  setAsideHint: '每条记录都已保存，不影响其他记录。无法识别的记录会在升级后自动重新处理。',
  noneSetAside: '没有，全部记录均已计入。',
  more: '仅显示最新的 {{count}} 条。',
  place: '第 {{seq}} 条（纪元 {{epoch}}）',
  states: { quarantined: '无法识别', 'unknown-type': '来自更新的版本', rotted: '设备上已无法读取' },
  clocks: '时钟',
  clockOfRun: '{{time}} 启动后的时钟',
  clocksHint: '设备时钟的读数与按服务器时钟推算的时间。两者均不改动，设备时钟不决定任何事情。',
  startedAt: '程序启动',
  noClock: '暂不清楚，设备下次连接时会告知。',
  ahead: '快 {{duration}}',
  behind: '慢 {{duration}}',
  right: '准确',
} as const;
