/** Keys, and what is signed with them. */
export const signing = {
  'the access key is empty': 'Access Key 是空的',
  'the passphrase is empty': 'Passphrase 是空的',
  'the password is empty': '密码是空的',
  'the user name is empty': '用户名是空的',
  'the client id is empty': 'Client ID 是空的',
  'the access key holds characters that no HTTP header takes: copy it again':
    'Access Key 含有请求头不允许的字符：请重新复制',
  'the passphrase holds characters that no HTTP header takes: copy it again':
    'Passphrase 含有请求头不允许的字符：请重新复制',
  'the secret key is empty': 'Secret Key 是空的',
  'the secret key is not base64: copy it again, whole': 'Secret Key 不是 base64：请重新完整复制',
  'the secret key is not an Ed25519 key': 'Secret Key 不是 Ed25519 密钥',
  'the secret key is not an RSA key': 'Secret Key 不是 RSA 密钥',
  'the secret key is not an Ed25519 key: its base64 has to hold 32 or 64 bytes':
    'Secret Key 不是 Ed25519 密钥：其 base64 应为 32 或 64 字节',
  'the secret key is not an unencrypted PKCS#8 PEM: paste all of it, from -----BEGIN PRIVATE KEY----- to the end':
    'Secret Key 不是未加密的 PKCS#8 PEM：请从 -----BEGIN PRIVATE KEY----- 到末尾完整粘贴',
  'no instruction is known for {request}': '{request} 没有已知的 instruction',
  'Binance takes its parameters in the query, not as JSON: pass `query` to the request':
    'Binance 的参数放在 query 中，不用 JSON：请在请求中传 `query`',
  'Kraken takes signed requests by POST only': 'Kraken 的签名请求只接受 POST',
  'Kraken takes an object, not a list: there is no place for the nonce':
    'Kraken 只接受对象，不接受列表：列表中没有放 nonce 的位置',
  'only a JSON object can be signed field by field': '只有 JSON 对象可以逐字段签名',
} as const;
