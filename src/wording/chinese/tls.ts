/** The certificate of the port, and clients that do not speak what it speaks. */
export const tls = {
  '--tls-cert wants --tls-key as well: the file of the private key of the certificate':
    '--tls-cert 还需要 --tls-key：证书私钥的文件',
  '--tls-key wants --tls-cert as well: the file of the certificate of that key':
    '--tls-key 还需要 --tls-cert：与该私钥对应的证书文件',
  '--tls-cert and --tls-key are swapped: {cert} holds the private key, {key} the certificate':
    '--tls-cert 和 --tls-key 写反了：{cert} 是私钥，{key} 是证书',
  '{flag} begins with the certificate of an authority: the one that belongs to the key has to stand first':
    '{flag} 以 CA 的证书开头：与私钥对应的证书必须放在最前面',
  '{flag} is not the key of the certificate in {cert}: take the two that were made together':
    '{flag} 不是 {cert} 中证书的私钥：请使用同时生成的一对文件',
  '{flag} cannot be used: {reason}': '{flag} 无法使用：{reason}',
  '{flag} cannot be read: {reason}': '{flag} 无法读取：{reason}',
  '{flag} is not a regular file': '{flag} 不是普通文件',
  '{flag} is too large to be in PEM': '{flag} 过大，不可能是 PEM 文件',
  'there is no such file': '没有这个文件',
  'this user may not read it': '当前用户没有读取权限',
  'it is a folder': '这是一个目录',
  'OpenSSL does not take it': 'OpenSSL 不接受',
  '{flag} holds no certificate: it has to be in PEM, which begins with -----BEGIN CERTIFICATE-----':
    '{flag} 中没有证书：必须是 PEM 格式，以 -----BEGIN CERTIFICATE----- 开头',
  '{flag} holds a certificate that is damaged: copy it anew': '{flag} 中的证书已损坏：请重新复制',
  '{flag} is protected by a passphrase: write one without, with openssl pkey -in {file} -out key.pem':
    '{flag} 有密码保护：请生成一个不带密码的，用 openssl pkey -in {file} -out key.pem',
  '{flag} holds no private key: it has to be in PEM, which begins with -----BEGIN PRIVATE KEY-----':
    '{flag} 中没有私钥：必须是 PEM 格式，以 -----BEGIN PRIVATE KEY----- 开头',
  '{flag} holds a private key that is damaged: copy it anew': '{flag} 中的私钥已损坏：请重新复制',
  'the TLS certificate expired at {time}: clients refuse to connect; put a new one in its place, which is taken up without a restart':
    'TLS 证书已于 {time} 过期，客户端会拒绝连接：请换上新证书，无需重启',
  'the TLS certificate is not valid before {time}: clients refuse to connect; look at the clock of this machine':
    'TLS 证书从 {time} 起才有效，客户端会拒绝连接：请检查本机时钟',
  'the TLS certificate expires at {time}: put a new one in its place, which is taken up without a restart':
    'TLS 证书将于 {time} 过期：请换上新证书，无需重启',
  'the TLS certificate was renewed: it is valid until {time}': 'TLS 证书已更新，有效期至 {time}',
  'the TLS certificate stays as it was: {reason}': '继续使用原来的 TLS 证书：{reason}',
  'name the file of its authority in NODE_EXTRA_CA_CERTS, and ask for a name or an address that it holds':
    '请把签发它的 CA 证书文件写入 NODE_EXTRA_CA_CERTS，并使用证书中的名称或地址',
  'a client': '某个客户端',
  '{address} speaks plain HTTP, and this port speaks TLS: write https:// instead of http:// in the service address':
    '{address} 使用不加密的 HTTP，而本端口使用 TLS：请把服务地址中的 http:// 改为 https://',
  'nothing was done: this port speaks TLS, write https:// instead of http:// in the service address':
    '未执行任何操作：本端口使用 TLS，请把服务地址中的 http:// 改为 https://',
  '{address} speaks TLS, and this port does not: write http:// instead of https:// in the service address, or start serve with --tls-cert and --tls-key':
    '{address} 使用 TLS，而本端口不使用：请把服务地址中的 https:// 改为 http://，或用 --tls-cert 和 --tls-key 启动 serve',
  '{address} does not accept the certificate ({alert}): it has to trust the authority that signed it, and to ask for a name or an address that the certificate holds':
    '{address} 不接受本插件的证书（{alert}）：客户端必须信任签发它的 CA，服务地址也必须是证书中的名称或地址',
  '{address} speaks an old version of TLS alone: it has to be 1.2 or 1.3':
    '{address} 只支持旧版 TLS：必须是 1.2 或 1.3',
} as const;
