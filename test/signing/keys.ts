// Made for these tests with openssl genpkey; no account knows them.
export const rsaPem = `-----BEGIN PRIVATE KEY-----
MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAK1ynL/+6Zi5kXkm
Jd0jqSQtsF3WUg6QqmUQWnQmJy4mTXJIxmGdKCjwjP26l/6HsdMYdNHelVu+btAR
4f8XMvUcxrG3wxs0CzR0t3Llqz6Jr0ZonTtoE1Nu1CJfM7A9gCTq94pLQQ1Z6zdM
lbteK33sj7E9106uoLh4dkqUECWfAgMBAAECgYEAg/cq6i2B/9BYrYtnzZwfScZ1
ZL/3CNvquSA7IhoRP1ynGifiwEw5TQTQ0Q/SKzeFBa6a2z719qqqVyb0AwjcnD7+
7CU1IhUAyaPgzFVo5Kikkn8VHRmSKzPHf03C/sQp+qgL0imJV7/HQ+bpbtixGCQh
3ZaFmolwdZgGXM1aRWECQQDXqkfZIRvPTUZuLfEbAdeQvD0fIBTHdCx2a7aLtCFs
b/ahtMA7GdZYPS2UZNzvDHt+jfF2tU7UKP6i55wplquxAkEAzeMGM4swzEa0AyV6
l7XHtf/70nph9/YINmCsaAE4nrb3j+CmieUM+SwwU6dj24mb5ra/Of2+CiCTMAZk
q/BKTwJAVA/aa4bdOSNsxXuA1D8WkCLfTCeMEeZ1gj8f6zpuIL9Pid5TY3YBt2k5
P/NErqTV6hFXwiaPsGC+SC8xDoDdMQJACEmRIFYD+tUFvfKuQpkQluTc8BX5B5Ah
uH6fsfgKnWjkAiiay4YqxYTf1R4xyM57Ngg5Hk52bdXt1ssLFlivxQJAOTtjLyTc
Y4f3chFrjvSYUsHHWszjksnqD/XAwg/dj44vI/Thw+n7rQCUm/2wXZlKFGUaxtk8
wXPYkux02Rj8Uw==
-----END PRIVATE KEY-----`;

// The secret of test 2 in RFC 8032, section 7.1, as PEM and as base64.
export const ed25519Pem = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7
-----END PRIVATE KEY-----`;
export const ed25519Seed = 'TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=';
export const ed25519Public = 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=';

/** The text of https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security, RSA and Ed25519. */
export const order =
  'symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=0.2&timestamp=1668481559918&recvWindow=5000';
// printf %s "$order" | openssl dgst -sha256 -sign rsa.pem | base64 -w0
export const orderByRsa =
  'qDBzNaGbQGIIly4aSxY1lUdB9NHwjqWw1+bB5Ra1Jz1uxc1U5JzpP+n1ocpXa900fKGtZxPjKlTuZyd+0DtNNLQzdMr1zMTLpVkV03W74voKoYA9oIHz8NbPCjXyNgmoWm8Lptr/ZyJ52LouTKFr9e3VswnsiLYUFl/4fYqMw0A=';
// printf %s "$order" > order; openssl pkeyutl -sign -rawin -in order -inkey ed25519.pem | base64 -w0
export const orderByEd25519 =
  'CRyg23wY/usrzi+5iwdM5kFgbckPJnsWf2TSe37qpAwUIBu6ZvW0aEhM+3MuUWGDCBwS8bUNWBSOUf1aRTvPAw==';
