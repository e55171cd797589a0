// Imported before the built command line: tells the soak what the process holds, and moves its clock. The product knows
// nothing of it.
const { Date: Real } = globalThis;
let offset = 0;

globalThis.Date = class extends Real {
  constructor(...args) {
    if (args.length === 0) super(Real.now() + offset);
    else super(...args);
  }

  static now() {
    return Real.now() + offset;
  }
};

process.on('message', ({ shift }) => {
  if (shift !== undefined) {
    offset += shift;
    return;
  }
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const resources = process.getActiveResourcesInfo();
  const count = (pattern) => resources.filter((name) => pattern.test(name)).length;
  const { rss, heapUsed } = process.memoryUsage();
  process.send({
    ...{ rss, heap: heapUsed },
    ...{ sockets: count(/^(TCPSocketWrap|PipeWrap|TLSWrap)$/), timers: count(/^(Timeout|Immediate)$/) },
    handles: resources.length,
  });
});
process.channel?.unref();
