// Imported before the built command line: lifts OKX's rate limits, which no flag of `serve` does. A benchmark measures the
// server, and not how long it waits for the exchange's sake.
import okx from '../../../dist/exchanges/okx/index.js';

okx.withDefinition((definition) => {
  delete definition.limits;
});
