// pm2: `pm2 start ecosystem.config.cjs` in the folder where the file of `npm pack` was installed. See docs/deploy.md.
module.exports = {
  apps: [
    {
      name: 'fmzproto',
      // Not npx: the signal that stops it has to reach it.
      script: 'node_modules/fmzproto/bin/run.js',
      args: 'serve --log-format json',
      env: { FMZPROTO_PORT: '6666' },
      // Wrong usage does not come right by itself.
      stop_exit_codes: [0, 2],
      exp_backoff_restart_delay: 500,
      // Longer than --timeout, in ms: what is running is finished first.
      kill_timeout: 15_000,
    },
  ],
};
