// Imported before the built command line: lifts the rate limits of the exchanges whose doubles are asked more often than an
// exchange may be.
import bybit from '../../dist/exchanges/bybit/index.js';
import okx from '../../dist/exchanges/okx/index.js';

for (const exchange of [okx, bybit]) {
  exchange.withDefinition((definition) => {
    delete definition.limits;
  });
}
