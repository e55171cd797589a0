/** `--share`: limits that several processes keep together in Redis. */
export const sharing = {
  '--share is not the address of a Redis: write it like {example}':
    '--share 不是 Redis 的地址：请写成 {example}',
  '--share: what follows the port is the number of a database: write it like {example}':
    '--share：端口后面是数据库的编号：请写成 {example}',
  '--share: after "?" it takes processes=N alone, how many processes share at least':
    '--share："?" 后面只能是 processes=N，即至少有几个进程共用',
  '--share: a % in the user or the password is written as %25': '--share：用户名或密码中的 % 要写成 %25',
  '--share needs {name}: {command}': '--share 需要 {name}：{command}',
  '--share has a password, which every user of this machine can see in the process list: set FMZPROTO_SHARE instead':
    '--share 中有密码，本机的所有用户都能在进程列表里看到：请改为设置 FMZPROTO_SHARE',
  '--share: rate limits are kept in Redis at {place}, by {processes}':
    '--share：频率限制保存在 Redis（{place}），共 {processes}',
  '--share: Redis at {place} is in use again, by {processes}':
    '--share：重新使用 Redis（{place}），共 {processes}',
  '--share: Redis at {place} cannot be used, {reason}: until it can, 1/{count} of each rate limit is used here':
    '--share：无法使用 Redis（{place}），{reason}：恢复之前，本进程使用每项频率限制的 1/{count}',
  '--share: Redis at {place} cannot be used, {reason}: until it can, this process goes on alone, with the whole of each rate limit':
    '--share：无法使用 Redis（{place}），{reason}：恢复之前，本进程单独运行，使用每项频率限制的全部',
  '--share: Redis at {place} held what fmzproto does not store, or dates to come: that was dropped, and no cooldown lasts longer than {minutes} min; let nothing else write keys that begin with {prefix}':
    '--share：Redis（{place}）中有不是 fmzproto 写入的内容，或时间在将来的内容：已丢弃，冷却时间最长只算 {minutes} 分钟；请不要让其他程序写入以 {prefix} 开头的键',
  '--share: other versions of fmzproto use Redis at {place}, each with its part of the limits: install one version everywhere':
    '--share：Redis（{place}）还有其他版本的 fmzproto 在用，各自只用限制的一部分：请全部安装同一版本',
  '1 process': '1 个进程',
  '{count} processes': '{count} 个进程',
  'its host name is unknown': '主机名无法解析',
  'nothing listens there': '该地址无程序监听',
  'it refuses the user or the password': '用户名或密码有误',
  'its user may not run scripts (EVAL, EVALSHA) on keys that begin with {prefix}':
    '该用户不能对以 {prefix} 开头的键运行脚本（EVAL、EVALSHA）',
  'it has no database of that number': '没有这个编号的数据库',
  'something else has changed what is stored under "{prefix}", delete these keys':
    '以 {prefix} 开头的键被其他程序改动过，请删除这些键',
  'its memory is full': '内存已满',
  'it is a read-only replica: give the address of the primary': '这是只读副本，请填写主节点的地址',
  'it takes no writes, for it cannot save to its disk': '无法写入磁盘，因此拒绝写入',
  'it is still loading its data': '仍在加载数据',
  'it is a node of a cluster that keeps {prefix} elsewhere: give the address of that node':
    '这是集群的节点，{prefix} 在另一个节点上，请填写那个节点的地址',
  'it does not speak TLS: write redis:// instead of rediss://':
    '该地址不支持 TLS，请把 rediss:// 改为 redis://',
  'its certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS':
    '证书不受信任，请用 NODE_EXTRA_CA_CERTS 指定签发者',
  'what answers there is not Redis, or wants rediss://': '该地址不是 Redis，或需要 rediss://',
  'it does not answer': '没有应答',
  'the connection is gone': '连接已断开',
  'its clock jumps': '时钟跳变',
} as const;
