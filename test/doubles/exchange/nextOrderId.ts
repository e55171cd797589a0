const EPOCH = Date.UTC(2017, 6, 14);
let count = 0n;

/** An order id beyond 2^53: of two orders the later one has the higher id, whatever was made first. */
export function nextOrderId(time: number): string {
  count = (count + 1n) % 8_388_608n;
  return `${BigInt(Math.max(time - EPOCH, 0)) * 8_388_608n + count}`;
}
