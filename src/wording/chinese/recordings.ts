/** Recordings, and files that are kept. */
export const recordings = {
  'must be a time like 2026-11-22T19:00:00.000Z': '必须是 2026-11-22T19:00:00.000Z 这样的时间',
  'must hold a message': '至少要有一条消息',
  '{folder} contains no recordings: make some with serve --record':
    '{folder} 中没有录制文件：请用 serve --record 录制',
  'there is no folder {folder}: make recordings with serve --record {folder}':
    '没有目录 "{folder}"：录制请用 serve --record {folder}',
  'this folder cannot be read: {folder}: make recordings with serve --record {folder}':
    '目录 "{folder}" 无法读取：录制请用 serve --record {folder}',
  '{path} is not a recording: {problem}': '{path} 不是录制文件：{problem}',
  '{path} cannot be read ({code})': '{path} 无法读取（{code}）',
  '{path} is not a recording: it is not JSON': '{path} 不是录制文件：内容不是 JSON',
  'a recording cannot be written into {folder}: {reason}': '录制文件无法写入 {folder}：{reason}',
  'recordings are written into {folder} again': '录制文件又能写入 {folder} 了',
  '{count} recordings are in {folder}: no more are made until fmzproto is restarted':
    '{folder} 中已有 {count} 个录制文件：重启 fmzproto 之前不再录制',
  'not recorded: a key would be readable in a reply of {method}': '未录制：{method} 的应答中会出现密钥',
  'not recorded: a {request} of {method} was not answered': '未录制：{method} 的 {request} 没有得到应答',
  'no recording of {request} in {folder}: record it with serve --record':
    '{folder} 中没有 {request} 的录制：请用 serve --record 录制',
  'not recorded: {topic} was told of too often': '未录制：{topic} 的推送过于频繁',
  '{path} is in use by process {process}, as {lock} says': '{path} 正被进程 {process} 使用（见 {lock}）',
  'too many files and connections are open ({code})': '打开的文件和连接过多（{code}）',
  'stop that one': '请停止那个进程',
  '{path} cannot be written: {reason}': '{path} 无法写入：{reason}',
  '{folder} is in no package: install fmzproto again': '{folder} 不属于任何软件包：请重新安装 fmzproto',
  'npm install --no-save {wanted} in the clone of fmzproto':
    '在 fmzproto 的源码目录中运行 npm install --no-save {wanted}',
} as const;
