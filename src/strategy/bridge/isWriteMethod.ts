/** Whether a request of HttpQuery may change something: strategies sign orders themselves, too, and send them so. */
export function isWriteMethod(method = 'GET'): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());
}
