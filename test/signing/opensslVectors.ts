/**
 * Signatures that OpenSSL computed: an implementation that shares no code with ours. Made-up keys.
 *
 * @example printf '%s' "$TIMESTAMP$METHOD$PATH$BODY" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64
 * @see https://www.okx.com/docs-v5/en/#overview-rest-authentication-signature
 */
export const okxVectors = {
  secret: 'A3F1C6D2E98B4705AA17C3D9E5F60B28',
  vectors: [
    {
      method: 'GET',
      path: '/api/v5/account/balance',
      body: null,
      timestamp: '2024-03-31T00:59:59.001Z',
      sign: 'zJL7eeuMPFgWdkug3SZZaiNkYiZMbsozZmyvZ6IasEk=',
    },
    {
      method: 'GET',
      path: '/api/v5/account/balance?ccy=BTC,ETH',
      body: null,
      timestamp: '2024-03-31T00:59:59.001Z',
      sign: 'vcsHUraRxLzQ44WJzcRLI+9ebG9lIySxTDSxrzDUXaE=',
    },
    {
      method: 'GET',
      path: '/api/v5/trade/orders-pending?instType=SPOT&instId=ETH-USDT&limit=100',
      body: null,
      timestamp: '2024-02-29T23:59:59.999Z',
      sign: 'O3VipmNmZ6QuyMBAJ6B0rggO6VqTUfP8HwmYux/9OLU=',
    },
    {
      method: 'GET',
      path: '/api/v5/account/positions?instId=LTC-USDT-SWAP%2CBTC-USDT-SWAP',
      body: null,
      timestamp: '2024-12-31T23:50:00.000Z',
      sign: 'Sx1jA/0PpwWg7ZEYjk91xMJLx94JBi3EqErZEJcOqks=',
    },
    {
      method: 'GET',
      path: '/api/v5/trade/order?instId=BTC-USDT&ordId=1339107111507525632',
      body: null,
      timestamp: '2025-01-01T00:00:00.000Z',
      sign: 'Bq0oscC6pj+FufWTw+d0sBzP4crkgqMoZfWh0ggfDvA=',
    },
    {
      method: 'POST',
      path: '/api/v5/account/set-leverage',
      body: '{"instId":"BTC-USDT","lever":"5","mgnMode":"isolated"}',
      timestamp: '2025-06-15T12:30:45.678Z',
      sign: 'pj/1QNzeMfYBss5lrd8KKrIH4+oLBrrM83Yz2Dv3rjs=',
    },
    {
      method: 'POST',
      path: '/api/v5/trade/order',
      body: '{"instId":"BTC-USDT","tdMode":"cash","clOrdId":"b15","side":"buy","ordType":"limit","px":"2.15","sz":"2"}',
      timestamp: '2025-06-15T12:30:45.678Z',
      sign: 'DAhu6BupQU/kIKkaRjoS+4cq+W4BKi4O94T8LojJnwI=',
    },
    {
      method: 'POST',
      path: '/api/v5/trade/cancel-order',
      body: '{"instId":"BTC-USDT","ordId":"590908157585625111"}',
      timestamp: '2025-06-15T12:30:45.678Z',
      sign: 'u6xpmYX0Do+OvLQbsba6rVX+h0B8QILzQd205CBofbQ=',
    },
    {
      method: 'POST',
      path: '/api/v5/trade/order',
      body: '{"instId":"币安人生-USDT","tdMode":"cash","side":"sell","ordType":"market","sz":"0.5"}',
      timestamp: '2025-06-15T12:30:45.678Z',
      sign: '2ryXJ2p8OmwAAj2AiDiKlcGaa7oophaO9MaXKeRrW7Y=',
    },
  ],
} as const;

/**
 * The same in hex over `timestamp + key + window + query or body`.
 *
 * @see https://bybit-exchange.github.io/docs/v5/guide#authentication
 */
export const bybitVectors = {
  accessKey: 'Vx8pQw3LsT6nYzR1kJ',
  secret: 't7Kq0vXWm2hR9sYcE4nLbZ1uP6jDfAg8',
  timestamp: '1711846799001',
  window: '5000',
  vectors: [
    {
      method: 'GET',
      path: '/v5/order/realtime',
      query: 'category=linear&symbol=BTCUSDT',
      body: null,
      prehash: '1711846799001Vx8pQw3LsT6nYzR1kJ5000category=linear&symbol=BTCUSDT',
      sign: '0f55f689a26ca07bb21192eb8743e59869674974b35b378c6e8ca0b874760bd2',
    },
    {
      method: 'GET',
      path: '/v5/account/wallet-balance',
      query: 'accountType=UNIFIED&coin=USDT%2CBTC',
      body: null,
      prehash: '1711846799001Vx8pQw3LsT6nYzR1kJ5000accountType=UNIFIED&coin=USDT%2CBTC',
      sign: '6cda3bc86ba83b44ea060aba13c06b02b95ccac0acc58c7a959a086203baaea5',
    },
    {
      method: 'POST',
      path: '/v5/order/create',
      query: '',
      body: '{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"59000","orderLinkId":"a-1"}',
      prehash:
        '1711846799001Vx8pQw3LsT6nYzR1kJ5000{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"59000","orderLinkId":"a-1"}',
      sign: 'a08a885c722745215e01aec597239d3fb66a71ba4f5af3b8f8239f9e078fdcde',
    },
    {
      method: 'GET',
      path: '/v5/account/info',
      query: '',
      body: null,
      prehash: '1711846799001Vx8pQw3LsT6nYzR1kJ5000',
      sign: '8ac50fd4a5fd430656f86c292d27f5251f4611e71ee7713e949281971a27b4f8',
    },
  ],
} as const;
