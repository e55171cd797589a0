/** Adapters of the user's own: where they come from, why they cannot be loaded, and that they were loaded again. Some follow a file. */
export const loading = {
  '{name} keeps the address that --base-url gave it under another name: {address}':
    '{name} 沿用 --base-url 以另一名称给它的地址：{address}',
  'it would reach {origin}, from where --base-url moved {moved}: name {own} in --base-url as well, and start serve again':
    '它会访问 {origin}，而 --base-url 已把 {moved} 从那里改到别处：请在 --base-url 中也写上 {own}，并重新启动 serve',
  '{exchange} is not served: {reason}': '{exchange} 不提供服务：{reason}',
  'the built-in {exchange}': '内置的 {exchange}',
  '{name} of {source}': '{source} 的 {name}',
  '{title} takes the place of {former}': '{title} 代替了 {former}',
  '; {former} does not stand in for it': '；不会以 {former} 代替',
  "cannot find module '{specifier}'": "找不到模块 '{specifier}'",
  "'{specifier}' has no export '{gone}'": "'{specifier}' 没有导出 '{gone}'",
  'cannot be read: {code}': '无法读取：{code}',
  'throws {thrown}, which is not an Error': '抛出了 {thrown}，它不是 Error',
  'throws an error without a message': '抛出了没有信息的错误',
  'its import did not end within {seconds} s: is something awaited forever?':
    '在 {seconds} s 内未能载入完毕：是否有永不结束的 await？',
  'its name {name} may contain only letters, digits and hyphens': '名称 {name} 只能含有字母、数字和连字符',
  'has no default export: end it with "{form}"': '没有默认导出：请在末尾写上 "{form}"',
  'the default export is {what}, it must be what defineExchange returns':
    '默认导出的是 {what}，应为 defineExchange 的返回值',
  'a promise': 'Promise',
  'a class': '类',
  'a function': '函数',
  'a plain object': '普通对象',
  'a {type}': '{type} 类型的值',
  'changes to adapters may go unnoticed: {reason}': '可能察觉不到适配器的修改：{reason}',
  '{name} of {source} was removed': '{source} 的 {name} 已删除',
  '{reason}; {before} stays in use': '{reason}；继续使用原来的 {before}',
  'loaded {name} from {source}': '已从 {source} 载入 {name}',
  'reloaded {name} from {source}': '已从 {source} 重新载入 {name}',
  'reloaded {name} from {source}, which was {before} before':
    '已从 {source} 重新载入 {name}（原名 {before}）',
  'is a folder': '是目录',
  'is not a regular file': '不是普通文件',
  'is larger than {most} MiB: too large to be code': '超过 {most} MiB：不可能是代码',
  '{folder} can be read again': '{folder} 又可以读取',
  '{folder} has no index.ts': '{folder} 中没有 index.ts',
  'the package {name} is not installed, or its file is missing: run npm install':
    '未安装包 {name}，或缺少其文件：请运行 npm install',
  '{path} does not exist': '{path} 不存在',
  '{path} has neither an index.ts nor a package.json that names its file':
    '{path} 中既没有 index.ts，也没有指明入口文件的 package.json',
  'cannot be run': '无法运行',
} as const;
